import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { afterAll, expect, test } from "vitest";
import { fromCodeCache } from "../../src/terminal/codeCache.js";

const folder = mkdtempSync(join(tmpdir(), "coalmine-code-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Each has a text of its own: V8 remembers what it has compiled. */
const textOf = (name: string) =>
  `(function (exports, require, module) { module.exports = { ${name}: require("node:path").basename("/a/b") }; })`;

/** A program of its own, and what stands in its cache. */
function program(name: string, cache?: Buffer): [URL, URL] {
  const file = join(folder, `${name}.cjs`);
  writeFileSync(file, textOf(name));
  if (cache !== undefined) writeFileSync(`${file}.cache`, cache);
  return [pathToFileURL(file), pathToFileURL(`${file}.cache`)];
}

test("a program runs from the code that was made of it", () => {
  const code = new Script(textOf("good")).createCachedData();
  expect(fromCodeCache(...program("good", code))).toEqual({ good: "b" });
});

const unusable: readonly [string, readonly [URL, URL]][] = [
  ["no program", [pathToFileURL(join(folder, "nowhere.cjs")), program("here", Buffer.from(""))[1]]],
  ["no cache", program("bare")],
  ["a cache of another program", program("other", new Script("1 + 1").createCachedData())],
  ["a cache that is none", program("none", Buffer.from("neither code nor cache"))],
];
test.each(unusable)("with %s the caller is told to take the long way", (_case, [script, cache]) => {
  expect(fromCodeCache(script, cache)).toBeUndefined();
});

test.each(["nomad", "coalmine"])("this Node takes the code that the build made for %s", (name) => {
  const compiled = (file: string) => new URL(`../../dist/compiled/${file}`, import.meta.url);
  const program = fromCodeCache<typeof import("../../src/frontDoor.js")>(
    compiled("coalmine.cjs"),
    compiled(`${name}.cache`),
  );
  expect(program?.openFrontDoor).toBeTypeOf("function");
});
