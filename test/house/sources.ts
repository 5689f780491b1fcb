import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "oxc-parser";

const sourceRoot = join(dirname(fileURLToPath(import.meta.url)), "../../src");

/** One source file with what it imports and mentions. */
export interface SourceFile {
  /** Relative to `src/`, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
  /** Those whose values are needed at run time. */
  readonly valueImports: readonly string[];
  /** Identifiers that are read as values and not declared in the file. */
  readonly globals: readonly string[];
  /** `object.member` accesses on plain names. */
  readonly members: readonly (readonly [string, string])[];
}

/** All TypeScript files of `src/`, parsed. */
export function sourceFiles(): readonly SourceFile[] {
  return readdirSync(sourceRoot, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => {
      const path = relative(sourceRoot, join(sourceRoot, name)).replaceAll("\\", "/");
      return readSource(path, readFileSync(join(sourceRoot, name), "utf8"));
    });
}

/** Parses one file. */
export function readSource(path: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const imports = [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) => entry.entries.flatMap((e) => e.moduleRequest?.value ?? [])),
    ...module.dynamicImports.map((entry) => text.slice(entry.moduleRequest.start + 1, entry.moduleRequest.end - 1)),
    ...[...text.matchAll(/\bimport\("([^"]+)"\)/g)].map((match) => match[1] ?? ""),
  ];
  const valueImports = [
    ...module.staticImports
      .filter((entry) => entry.entries.length === 0 || entry.entries.some((imported) => !imported.isType))
      .map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) =>
      entry.entries.flatMap((exported) => (exported.isType ? [] : (exported.moduleRequest?.value ?? []))),
    ),
  ];
  const globals: string[] = [];
  const members: (readonly [string, string])[] = [];
  new Visitor({
    Identifier: (node) => {
      globals.push(node.name);
    },
    MemberExpression: (node) => {
      if (node.object.type === "Identifier" && node.property.type === "Identifier") {
        members.push([node.object.name, node.property.name]);
      }
    },
  }).visit(program);
  return { path, text, imports: [...new Set(imports)], valueImports, globals, members };
}

/** The path under `src/` that an import of a file leads to; undefined for a package. */
export function target(from: string, request: string): string | undefined {
  if (!request.startsWith(".")) return undefined;
  return posix.join(posix.dirname(from), request).replace(/\.js$/, ".ts");
}
