import { describe, expect, test } from "vitest";
import { ProgressLine } from "../../src/terminal/progressLine.js";

function watched(isTTY = true) {
  let now = 5_000;
  let written = "";
  const stream = {
    write: (text: string) => {
      written += text;
    },
    isTTY,
    columns: 12,
  };
  const line = new ProgressLine(stream, () => now);
  return {
    showAt: (seconds: number, text: string) => {
      now = 5_000 + seconds * 1_000;
      line.show(text);
    },
    clear: () => line.clear(),
    written: () => written,
  };
}

describe("a line of progress", () => {
  test("stays away for a second", () => {
    const { showAt, clear, written } = watched();
    showAt(0, "1 of 3");
    showAt(0.999, "2 of 3");
    clear();
    expect(written()).toBe("");
  });

  test("is drawn over, not too often, and cut to the terminal", () => {
    const { showAt, written } = watched();
    showAt(0, "1 of 9");
    showAt(1, "2 of 9");
    showAt(1.05, "3 of 9");
    showAt(1.1, "4 of 9: a long name");
    expect(written()).toBe("\r2 of 9\u001b[K\r4 of 9: a l\u001b[K");
  });

  test("is gone before anything else is written, and comes back at once", () => {
    const { showAt, clear, written } = watched();
    showAt(0, "1");
    showAt(1, "2");
    clear();
    clear();
    showAt(1.01, "3");
    expect(written()).toBe("\r2\u001b[K\r\u001b[K\r3\u001b[K");
  });

  test("is not written where nobody watches", () => {
    const { showAt, written } = watched(false);
    showAt(0, "1");
    showAt(9, "2");
    expect(written()).toBe("");
  });
});
