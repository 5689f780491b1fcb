import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { machineTerminal } from "../../src/terminal/machineTerminal.js";

interface Ends {
  readonly inputIsTty?: boolean;
  readonly outputIsTty?: boolean;
  readonly isLive?: boolean;
  readonly isDumb?: boolean;
}

function terminal(input: readonly (string | Uint8Array)[], ends: Ends = {}) {
  const { inputIsTty = false, outputIsTty = false, isLive = true, isDumb = false } = ends;
  const written: string[] = [];
  const output = (name: string) => ({
    write: (text: string) => written.push(`${name}: ${text}`),
    isTTY: outputIsTty,
    columns: 100,
    rows: 30,
  });
  const stdin = Object.assign(Readable.from(input), { isTTY: inputIsTty });
  const streams = { stdin, stdout: output("out"), stderr: output("err") };
  return { written, terminal: machineTerminal(streams, { isLive, isDumb }) };
}

describe("the terminal of a process", () => {
  test("writes each text to its stream", () => {
    const { terminal: own, written } = terminal([]);
    own.write("stdout", "a\n");
    own.write("stderr", "b\n");
    expect(written).toEqual(["out: a\n", "err: b\n"]);
  });

  test("reads line by line, however the input arrives", async () => {
    const { terminal: own } = terminal(["on", "e\ntwo\r\n", "\nlast"]);
    const lines = [await own.readLine(), await own.readLine(), await own.readLine(), await own.readLine()];
    expect(lines).toEqual(["one", "two", "", "last"]);
    expect(await own.readLine()).toBeUndefined();
    own.close();
  });

  test("reads everything as it is, characters cut in two among it", async () => {
    const bytes = Buffer.from("ä\r\nno end");
    expect(await terminal([bytes.subarray(0, 1), bytes.subarray(1)]).terminal.readAll()).toBe("ä\r\nno end");
    expect(await terminal([]).terminal.readAll()).toBe("");
  });

  test.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ])("somebody can be asked: input %j, output %j → %j", (inputIsTty, outputIsTty, isInteractive) => {
    expect(terminal([], { inputIsTty, outputIsTty }).terminal).toMatchObject({ inputIsTty, isInteractive });
  });

  test("redraws on a terminal that can, while time is real", () => {
    const canRedraw = (ends: Ends) => terminal([], ends).terminal.openDisplay !== undefined;
    expect(canRedraw({ outputIsTty: true })).toBe(true);
    expect(canRedraw({ outputIsTty: false })).toBe(false);
    expect(canRedraw({ outputIsTty: true, isLive: false })).toBe(false);
    expect(terminal([], { outputIsTty: true, isDumb: true }).terminal).toMatchObject({ columns: 0, rows: 0 });
    expect(terminal([], { outputIsTty: true }).terminal).toMatchObject({ columns: 100, rows: 30 });
  });
});
