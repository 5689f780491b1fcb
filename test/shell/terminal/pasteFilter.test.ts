import { describe, expect, test } from "vitest";
import { PasteFilter } from "../../../src/shell/terminal/pasteFilter.js";

const start = "\u001b[200~";
const end = "\u001b[201~";

/** What is typed and what is pasted of some chunks. */
async function filtered(chunks: readonly (string | Buffer)[]): Promise<readonly string[]> {
  const heard: string[] = [];
  const modes: boolean[] = [];
  const terminal = {
    setRawMode: (isRaw: boolean) => {
      modes.push(isRaw);
      return terminal as never;
    },
  };
  const filter = new PasteFilter(terminal, (text) => heard.push(`paste:${text}`));
  filter.on("data", (chunk) => heard.push(`keys:${String(chunk)}`));
  filter.setRawMode(true);
  for (const chunk of chunks) filter.write(chunk);
  await new Promise((done) => filter.end(done));
  await new Promise((done) => (filter.readableEnded ? done(undefined) : filter.once("end", done)));
  expect(modes).toEqual([true]);
  return heard;
}

const joined = (heard: readonly string[], kind: string) =>
  heard
    .filter((text) => text.startsWith(kind))
    .map((text) => text.slice(kind.length + 1))
    .join("|");

describe("the paste filter", () => {
  test("lets keys pass, escapes too", async () => {
    expect(await filtered(["ab", "\u001b", "\u001b[A", "\u001b[2~"])).toEqual([
      "keys:ab",
      "keys:\u001b",
      "keys:\u001b[A",
      "keys:\u001b[2~",
    ]);
  });

  test("hands over a paste of several lines as a whole, however it comes", async () => {
    const text = `x${start}one\rtwo${end}y`;
    for (let size = 1; size <= text.length; size++) {
      const chunks = text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
      // A lone escape is a key, so a mark that comes letter by letter is none.
      if (size < 3) continue;
      const heard = await filtered(chunks);
      if (chunks.some((chunk) => chunk.endsWith("\u001b") || chunk.endsWith("\u001b["))) continue;
      expect(joined(heard, "paste")).toBe("one\rtwo");
      expect(joined(heard, "keys").replaceAll("|", "")).toBe("xy");
    }
  });

  test("takes a paste of one line for typed, and letters of several bytes for whole ones", async () => {
    const bytes = Buffer.from(`${start}größe${end}`);
    const heard = await filtered([bytes.subarray(0, 9), bytes.subarray(9)]);
    expect(joined(heard, "keys")).toBe("größe");
    expect(joined(heard, "paste")).toBe("");
  });

  test("tells several pastes apart", async () => {
    expect(await filtered([`${start}a\n${end}${start}b\n${end}`])).toEqual(["paste:a\n", "paste:b\n"]);
  });
});
