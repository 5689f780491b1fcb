import { sha1 } from "@noble/hashes/legacy.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { goQuote } from "../values/goQuote.js";
import { text } from "../values/value.js";
import { textAt } from "./arguments.js";
import { utf8 } from "./bytes.js";
import { type FunctionSpec, refuse } from "./functionSpec.js";

const namespaces: ReadonlyMap<string, string> = new Map([
  ["dns", "6ba7b8109dad11d180b400c04fd430c8"],
  ["url", "6ba7b8119dad11d180b400c04fd430c8"],
  ["oid", "6ba7b8129dad11d180b400c04fd430c8"],
  ["x500", "6ba7b8149dad11d180b400c04fd430c8"],
]);

/** Functions of identifiers. Spec 05 §6.5. */
export const uuidFunctions: readonly FunctionSpec[] = [
  {
    name: "uuidv4",
    parameters: [],
    compute: (_, context) =>
      text(
        spelled(
          Uint8Array.from({ length: 16 }, () => context.random() * 256),
          4,
        ),
      ),
  },
  {
    name: "uuidv5",
    parameters: [
      { name: "namespace", type: "string" },
      { name: "name", type: "string" },
    ],
    compute: (args) => {
      const namespace = hexToBytes(namespaceOf(textAt(args, 0)));
      const bytes = Uint8Array.from([...namespace, ...utf8(textAt(args, 1))]);
      return text(spelled(sha1(bytes).slice(0, 16), 5));
    },
  },
];

function namespaceOf(name: string): string {
  const known = namespaces.get(name);
  if (known !== undefined) return known;
  const wrong = (problem: string) => refuse(`uuidv5() doesn't support namespace ${name} (${problem})`);
  const { length } = utf8(name);
  const bare = forms.get(length)?.(name) ?? wrong(`invalid UUID length: ${length}`);
  const prefix = name.slice(0, 9);
  if (length === 45 && prefix.toLowerCase() !== "urn:uuid:") wrong(`invalid urn prefix: ${goQuote(prefix)}`);
  const digits = length === 32 ? /^[0-9a-f]{32}$/i : /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  return digits.test(bare) ? bare.replaceAll("-", "") : wrong("invalid UUID format");
}

/** A UUID may stand bare, without dashes, in braces or anything else, and behind `urn:uuid:`; by length. */
const forms: ReadonlyMap<number, (name: string) => string> = new Map([
  [36, (name) => name],
  [32, (name) => name],
  [38, (name) => name.slice(1, -1)],
  [45, (name) => name.slice(9)],
]);

function spelled(bytes: Uint8Array, version: number): string {
  const marked = Uint8Array.from(bytes);
  marked[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  marked[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytesToHex(marked).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
