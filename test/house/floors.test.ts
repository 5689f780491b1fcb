import { describe, expect, it } from "vitest";
import {
  dataFiles,
  floors,
  forbiddenGlobals,
  forbiddenMembers,
  forbiddenNames,
  longestFile,
  portableFolders,
} from "./floors.js";
import type { SourceFile } from "./sources.js";
import { readSource, sourceFiles, target } from "./sources.js";

function folderOf(path: string): string | undefined {
  return path.includes("/") ? path.split("/")[0] : undefined;
}

/** Imports that leave a floor for one that it may not know. */
function wrongImports(file: SourceFile): readonly string[] {
  const folder = folderOf(file.path);
  if (folder === undefined) return [];
  const allowed = floors[folder];
  if (allowed === undefined) return [`${file.path}: the folder ${folder} is on no floor`];
  return file.imports.flatMap((request) => {
    const leadsTo = target(file.path, request);
    const portable = portableFolders.has(folder);
    if (leadsTo === undefined) {
      return portable && request.startsWith("node:") ? [`${file.path} imports ${request}, which no browser has`] : [];
    }
    const other = folderOf(leadsTo);
    if (other === folder || (other !== undefined && allowed.includes(other))) return [];
    return [`${file.path} imports ${leadsTo}, and ${folder} may import only: ${allowed.join(", ") || "nothing"}`];
  });
}

/** Mentions of the machine, the wall clock or chance on a floor that has to run anywhere. */
function wrongMentions(file: SourceFile): readonly string[] {
  if (!portableFolders.has(folderOf(file.path) ?? "")) return [];
  const names = new Set(file.globals);
  const globals = forbiddenGlobals.filter((name) => names.has(name) && !isProperty(file, name));
  const members = forbiddenMembers.filter(([object, member]) =>
    file.members.some(([o, m]) => o === object && m === member),
  );
  return [...globals, ...members.map((pair) => pair.join("."))].map((name) => `${file.path} mentions ${name}`);
}

/** A member or key of that name is harmless. */
function isProperty(file: SourceFile, name: string): boolean {
  const free = new RegExp(`(^|[^.\\w"'\`])${name}\\s*[.(\\[]`, "m");
  return !free.test(file.text);
}

/** Modules that need each other while they load. A type that names its counterpart is no cycle. */
function cyclesIn(files: readonly SourceFile[]): readonly string[] {
  const graph = new Map(
    files.map((file) => [file.path, file.valueImports.flatMap((request) => target(file.path, request) ?? [])]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      found.push([...trail.slice(at), path].join(" → "));
      return;
    }
    if (done.has(path)) return;
    done.add(path);
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
  };
  for (const path of graph.keys()) walk(path, []);
  return found;
}

const files = sourceFiles();

describe("the floors", () => {
  it("reads the sources at all", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.reduce((sum, file) => sum + file.imports.length, 0)).toBeGreaterThan(500);
  });

  it("lets a folder import only what its row lists", () => {
    expect(files.flatMap(wrongImports)).toEqual([]);
  });

  it("keeps floors 0 to 5 free of Node, wall clock and chance", () => {
    expect(files.flatMap(wrongMentions)).toEqual([]);
  });

  it("has no cycle of modules that need each other's values", () => {
    expect(cyclesIn(files)).toEqual([]);
  });

  it("keeps files short and calls them by nouns of the field", () => {
    const long = files.filter(
      (file) => file.text.split("\n").length - 1 > longestFile && !dataFiles.includes(file.path),
    );
    expect(long.map((file) => `${file.path}: ${file.text.split("\n").length - 1} lines`)).toEqual([]);
    const odd = files.filter((file) =>
      file.path.split("/").some((part) => forbiddenNames.test(part.replace(/\.ts$/, ""))),
    );
    expect(odd.map((file) => file.path)).toEqual([]);
  });
});

describe("the checks themselves", () => {
  it("find a planted import that goes up", () => {
    const planted = readSource("model/planted.ts", 'import { perform } from "../cluster/perform.js";\nperform;\n');
    expect(wrongImports(planted)).toEqual([
      "model/planted.ts imports cluster/perform.ts, and model may import only: nothing",
    ]);
  });

  it("find a planted import of types, a re-export and an import inside a type", () => {
    const planted = readSource(
      "scheduler/planted.ts",
      'import type { World } from "../cluster/transaction.js";\nexport { x } from "../cli/ui.js";\ntype Y = import("../api/nomadApi.js").NomadApi;\n',
    );
    expect(wrongImports(planted)).toHaveLength(3);
  });

  it("find a planted node module, wall clock and draw", () => {
    const planted = readSource(
      "cluster/planted.ts",
      'import { readFileSync } from "node:fs";\nreadFileSync; Date.now(); Math.random(); process.exit(1);\n',
    );
    expect(wrongImports(planted)).toHaveLength(1);
    expect(wrongMentions(planted)).toHaveLength(3);
  });

  it("find a planted cycle", () => {
    const a = readSource("model/a.ts", 'import { b } from "./b.js";\nexport const a = b;\n');
    const b = readSource("model/b.ts", 'import { a } from "./a.js";\nexport const b = a;\n');
    expect(cyclesIn([a, b])).toHaveLength(1);
  });
});
