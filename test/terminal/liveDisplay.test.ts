import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LiveDisplay } from "../../src/terminal/liveDisplay.js";
import { ScreenOfText } from "./screenOfText.js";

describe("a display that is redrawn in place", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const opened = (columns = 40, rows = 10) => {
    const screen = new ScreenOfText(columns, rows);
    screen.write("before\n");
    return { screen, display: new LiveDisplay(screen) };
  };

  test("shows one frame in the place of the one before", () => {
    const { screen, display } = opened();
    display.show((spinner) => [`${spinner} working`, "one", "two"]);
    expect(screen.lines()).toEqual(["before", "⠙ working", "one", "two"]);
    display.show((spinner) => [`${spinner} working`, "three"]);
    expect(screen.lines()).toEqual(["before", "⠙ working", "three"]);
    display.close();
  });

  test("turns its spinner while nothing else happens", () => {
    const { screen, display } = opened();
    display.show((spinner) => [`${spinner} working`]);
    vi.advanceTimersByTime(400);
    expect(screen.lines()).toEqual(["before", "⠸ working"]);
    display.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("leaves the last frame standing, or nothing", () => {
    const { screen, display } = opened();
    display.show(() => ["done", ""]);
    display.close();
    screen.write("after\n");
    expect(screen.lines()).toEqual(["before", "done", "", "after"]);
    display.show(() => ["a second display"]);
    display.clear();
    screen.write("the end\n");
    expect(screen.lines()).toEqual(["before", "done", "", "after", "the end"]);
  });

  test("nothing shown leaves nothing", () => {
    const { screen, display } = opened();
    display.close();
    expect(screen.lines()).toEqual(["before"]);
  });

  test("cuts what does not fit as long as it may be redrawn, and writes the last frame whole", () => {
    const { screen, display } = opened(8, 4);
    const frame = () => ["\u001b[1mDeployed\u001b[0m today", "1", "2", "3", "4"];
    display.show(frame);
    display.show(frame);
    expect(screen.lines()).toEqual(["before", "Deployed", "1", "2"]);
    expect(screen.written).toContain("\u001b[1mDeployed\u001b[0m\u001b[K\n");
    display.close();
    expect(screen.written.endsWith("\u001b[1mDeployed\u001b[0m today\n1\n2\n3\n4\n")).toBe(true);
  });
});
