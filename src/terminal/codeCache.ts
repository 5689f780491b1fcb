import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

/**
 * A program with the code that V8 made of it when it was built: it need not be compiled at each start, which is a third of what a
 * command takes. The program is a script whose value is a function of `exports`, `require` and `module`.
 *
 * @param program Its file, plain ASCII.
 * @param cache The file with what V8 made of it.
 * @returns What it exports; undefined where there is none, or none that this version of Node accepts.
 */
export function fromCodeCache<Exports>(program: URL, cache: URL): Exports | undefined {
  if (!existsSync(program) || !existsSync(cache)) return undefined;
  const script = new Script(readFileSync(program, "latin1"), {
    filename: fileURLToPath(program),
    cachedData: readFileSync(cache),
  });
  if (script.cachedDataRejected === true) return undefined;
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(program), module);
  return module.exports as Exports;
}
