import type { JsonObject } from "../../model/json.js";
import { taskSchema } from "../schema/task.js";
import { vaultSchema } from "../schema/taskFiles.js";
import { vocabulary, type Words } from "./vocabulary.js";

/** A table of src/jobspec/schema, as far as the shape of a block follows from it. */
export interface SchemaTable {
  readonly goType: string;
  readonly entries: readonly { readonly field: { readonly json: string; readonly kind: SchemaKind } }[];
}

interface SchemaKind {
  readonly name: string;
  readonly block?: SchemaTable;
  readonly of?: SchemaKind;
}

/** What may stand in a block of a job file, by the file's names. Spec 05 §6.6. */
export interface Shape {
  readonly goType: string;
  readonly arguments: ReadonlyMap<string, ArgumentShape>;
  readonly blocks: ReadonlyMap<string, BlockShape>;
  readonly label: string | undefined;
  readonly labelWord: string;
  readonly silent: JsonObject;
  readonly required: readonly string[];
  /** Blocks that are known and cannot be read yet. */
  readonly unread: readonly string[];
}

interface ArgumentShape {
  readonly json: string;
  /** The name of the kind in src/jobspec/schema/kind.ts. */
  readonly kind: string;
}

/** `texts`: a block of strings, such as `env`; `lists`: of lists of strings; `schemaless`: anything, such as `config`. */
export interface BlockShape {
  readonly json: string;
  readonly holds: "one" | "list" | "map" | "texts" | "lists" | "schemaless";
  /** Undefined for the last three. */
  readonly table: SchemaTable | undefined;
}

/** Blocks that a job file may have where the API's form has none: src/jobspec/hcl/rewrite.ts moves them. Spec 05 §3.2. */
const passedDown: Readonly<Record<string, Readonly<Record<string, BlockShape>>>> = {
  Job: {
    task: { json: "Tasks", holds: "list", table: taskSchema },
    vault: { json: "Vault", holds: "one", table: vaultSchema },
  },
  TaskGroup: { vault: { json: "Vault", holds: "one", table: vaultSchema } },
};

const shapes = new Map<SchemaTable, Shape>();

/** The shape of a block, derived from its schema. */
export function shapeOf(table: SchemaTable): Shape {
  const known = shapes.get(table);
  if (known !== undefined) return known;
  const shape = derived(table, vocabulary[table.goType] ?? {});
  shapes.set(table, shape);
  return shape;
}

function derived(table: SchemaTable, words: Words): Shape {
  const argumentShapes = new Map<string, ArgumentShape>();
  const blockShapes = new Map<string, BlockShape>();
  const hidden = new Set([...(words.hidden ?? []), ...(words.label === undefined ? [] : [words.label])]);
  for (const { field } of table.entries) {
    const { json, kind } = field;
    if (hidden.has(json) && !(table.goType === "Job" && json === "ID")) continue;
    const name = words.names?.[json] ?? snakeCase(json);
    const block = blockShapeOf(json, kind);
    if (block !== undefined) blockShapes.set(name, block);
    if (block === undefined || block.holds === "texts" || block.holds === "lists")
      argumentShapes.set(name, { json, kind: kind.name });
  }
  for (const [name, kind] of Object.entries(words.shorthand ?? {})) argumentShapes.set(name, { json: name, kind });
  for (const [name, block] of Object.entries(passedDown[table.goType] ?? {})) blockShapes.set(name, block);
  return {
    goType: table.goType,
    arguments: argumentShapes,
    blocks: blockShapes,
    label: words.label,
    labelWord: words.labelWord ?? "name",
    silent: words.silent ?? {},
    required: words.required ?? [],
    unread: words.unread ?? [],
  };
}

function blockShapeOf(json: string, kind: SchemaKind): BlockShape | undefined {
  switch (kind.name) {
    case "block":
      return { json, holds: "one", table: kind.block };
    case "list":
      return { json, holds: "list", table: kind.of?.block };
    case "map":
      return { json, holds: "map", table: kind.of?.block };
    case "textMap":
      return { json, holds: "texts", table: undefined };
    case "textsMap":
      return { json, holds: "lists", table: undefined };
    case "opaque":
      return { json, holds: "schemaless", table: undefined };
    default:
      return undefined;
  }
}

/** `MaxParallel` → `max_parallel`, `TLSSkipVerify` → `tls_skip_verify`. */
function snakeCase(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
}
