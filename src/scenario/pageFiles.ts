import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "../session/page/page.js";
import { readPage } from "../session/page/page.js";

/** A path that holds no page; the message is a sentence. */
export class NoPagesError extends Error {
  override readonly name = "NoPagesError";
}

const advice = "Coalmine's own pages stand in the folder scenarios of its package.";

/**
 * The Markdown pages at a path: the file itself, or all pages below a folder in alphabetical order.
 *
 * @throws {NoPagesError}
 */
export function pagePaths(path: string): readonly string[] {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind === undefined) throw new NoPagesError(`${path}: there is no such file or folder. ${advice}`);
  if (kind.isFile()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  const pages = names.filter((name) => name.endsWith(".md") && name !== "README.md").sort();
  if (pages.length === 0)
    throw new NoPagesError(`${path}: the folder holds no pages (files that end in .md). ${advice}`);
  return pages.map((name) => join(path, name));
}

/**
 * Reads the page at a path.
 *
 * @throws {PageProblem} with file and line.
 */
export function readPageFile(path: string): Page {
  return readPage(path, readFileSync(path, "utf8"));
}
