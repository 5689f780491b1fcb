import * as fc from "fast-check";
import type { Block } from "../../src/jobspec/schema/block.js";
import type { Kind } from "../../src/jobspec/schema/kind.js";
import type { JsonValue } from "../../src/model/json.js";

/** Whatever JSON can be. */
export const anyJson: fc.Arbitrary<JsonValue> = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true }),
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
    fc.string(),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("json"), { maxKeys: 4 }),
  ),
})).json;

const words = fc.constantFrom(
  "",
  "a",
  "b",
  "api",
  "web",
  "batch",
  "system",
  "sysbatch",
  "default",
  "host",
  "nomad",
  "*",
);
const amounts = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constantFrom(1e15, 2n ** 62n, 30_000_000_000, 100));

/** Mostly what the schema asks for, sometimes anything: so that documents get far into admission. */
export function documentOf<T>(block: Block<T>): fc.Arbitrary<JsonValue> {
  const members = block.entries.map(({ field }) => [field.json, jsonOf(field.kind as Kind<unknown>)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: [] }) as fc.Arbitrary<JsonValue>;
}

function jsonOf(kind: Kind<unknown> & { of?: Kind<unknown>; block?: Block<unknown> }): fc.Arbitrary<JsonValue> {
  const sound = soundJsonOf(kind);
  return fc.oneof({ weight: 200, arbitrary: sound }, { weight: 1, arbitrary: anyJson });
}

function soundJsonOf(kind: Kind<unknown> & { of?: Kind<unknown>; block?: Block<unknown> }): fc.Arbitrary<JsonValue> {
  if (kind.block !== undefined) return documentOf(kind.block);
  switch (kind.name) {
    case "list":
      return fc.array(jsonOf(kind.of as Kind<unknown>), { maxLength: 2 });
    case "map":
      return fc.dictionary(words, jsonOf(kind.of as Kind<unknown>), { maxKeys: 2 });
    case "text":
      return words;
    case "boolean":
      return fc.boolean();
    case "texts":
      return fc.array(words, { maxLength: 3 });
    case "textMap":
      return fc.dictionary(words, words, { maxKeys: 2 });
    case "opaque":
      return fc.dictionary(words, anyJson, { maxKeys: 2 });
    case "bytes":
      return fc.constant("");
    case "textsMap":
      return fc.dictionary(words, fc.array(words), { maxKeys: 2 });
    default:
      return amounts;
  }
}

/** A valid job with some members of its blocks set. */
export const ordinaryJob: fc.Arbitrary<JsonValue> = fc
  .record({
    type: fc.constantFrom("service", "batch", "system", "sysbatch"),
    groups: fc.uniqueArray(
      fc.record({
        Name: fc.constantFrom("a", "b", "c"),
        Count: fc.integer({ min: 0, max: 1 }),
        Meta: fc.dictionary(fc.string(), fc.string()),
        ShutdownDelay: fc.option(fc.integer({ min: 0, max: 1e12 })),
        Networks: fc.array(fc.record({ Mode: fc.constantFrom("", "host", "bridge"), MBits: fc.nat(10) }), {
          maxLength: 1,
        }),
        Services: fc.array(fc.record({ Provider: fc.constantFrom("nomad"), Tags: fc.array(fc.string()) }), {
          maxLength: 1,
        }),
        Tasks: fc.constant([]),
      }),
      { minLength: 1, maxLength: 3, selector: ({ Name }) => Name },
    ),
    task: fc.record({
      Driver: fc.constantFrom("mock_driver", "docker"),
      Config: fc.dictionary(fc.string(), anyJson, { maxKeys: 3 }),
      Env: fc.dictionary(fc.string(), fc.string()),
      KillTimeout: fc.integer({ min: 0, max: 6e11 }),
      KillSignal: fc.constantFrom("", "SIGINT"),
      Resources: fc.record({ CPU: fc.integer({ min: 1, max: 500 }), MemoryMB: fc.integer({ min: 10, max: 500 }) }),
    }),
    version: fc.nat(),
    stop: fc.boolean(),
  })
  .map(({ type, groups, task, version, stop }) => ({
    ID: "web",
    Type: type,
    Version: version,
    Stop: stop,
    TaskGroups: groups.map((group) => ({ ...group, Tasks: [{ ...task, Name: "srv" }] })),
  }));
