import type { JsonObject } from "../../../model/json.js";
import type { SchemaKind, SchemaTable } from "../../schema/nesting.js";
import { taskSchema } from "../../schema/task.js";
import { vaultSchema } from "../../schema/taskFiles.js";
import type { ContentSchema } from "./content.js";
import type { MemberKind } from "./memberValue.js";
import { vocabulary, type Words } from "./vocabulary.js";

/** What may stand in a block of a job file, by the file's names. Spec 05 §6.6. */
export interface Shape {
  readonly goType: string;
  readonly arguments: ReadonlyMap<string, ArgumentShape>;
  readonly blocks: ReadonlyMap<string, BlockShape>;
  readonly label: string | undefined;
  readonly silent: JsonObject;
  /** Blocks that are known and left out on purpose. */
  readonly leftOut: readonly string[];
  /** The same names as complaints and suggestions need them. */
  readonly content: ContentSchema;
}

interface ArgumentShape {
  readonly json: string;
  readonly kind: MemberKind;
}

/** `texts`: a block of strings, such as `env`; `lists`: of lists of strings; `schemaless`: anything, such as `config`. */
export interface BlockShape {
  readonly json: string;
  readonly holds: "one" | "list" | "map" | "texts" | "lists" | "schemaless";
  /** Undefined for the last three. */
  readonly table: SchemaTable | undefined;
}

/** Blocks that a job file may have where the API's form has none: src/jobspec/hcl/reader/rewrite.ts moves them. Spec 05 §3.2. */
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
      argumentShapes.set(name, { json, kind: words.wide?.includes(json) ? wideInteger : kind });
  }
  for (const [name, kind] of Object.entries(words.shorthand ?? {})) {
    argumentShapes.set(name, { json: name, kind: { name: kind, goType: kind } });
  }
  for (const [name, block] of Object.entries(passedDown[table.goType] ?? {})) blockShapes.set(name, block);
  return {
    goType: table.goType,
    arguments: argumentShapes,
    blocks: blockShapes,
    label: words.label,
    silent: { ...words.silent, ...words.assumed },
    leftOut: words.leftOut ?? [],
    content: {
      arguments: [...argumentShapes.keys()],
      required: words.required ?? [],
      blocks: new Map([...[...blockShapes].map(([name, block]) => [name, labelWords(table, block)] as const), dynamic]),
    },
  };
}

/** `dynamic "type"` stands wherever a block may stand. */
const dynamic = ["dynamic", ["type"]] as const;

/** What complaints call the labels of a nested block. */
function labelWords(parent: SchemaTable, { table }: BlockShape): readonly string[] {
  if (table === undefined) return [];
  if (parent.goType === "Task" && table.goType === "ScalingPolicy") return ["name"];
  const words = vocabulary[table.goType];
  return words?.label === undefined ? [] : [words.labelWord ?? "name"];
}

/** Numbers that are read as any integer and narrowed afterwards. */
const wideInteger: MemberKind = { name: "integer", goType: "int" };

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
