import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/**
 * Lets someone change a text in their editor; the terminal is the editor's until it ends.
 *
 * @param name Editors tell the language by it.
 * @returns Undefined when the editor failed.
 */
export function editText(
  name: string,
  text: string,
  { VISUAL, EDITOR }: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "coalmine-"));
  try {
    const path = join(folder, basename(name));
    writeFileSync(path, text);
    // An editor may come with flags of its own, so it is a shell that reads it.
    const { status } = spawnSync("sh", ["-c", `${VISUAL || EDITOR || "vi"} "$1"`, "sh", path], { stdio: "inherit" });
    return status === 0 ? readFileSync(path, "utf8") : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
