import { compareBytes } from "../../byteOrder.js";
import { fromInteger } from "../values/number.js";
import { list, number, text, type Value } from "../values/value.js";
import { elementsOf, integerAt, textAt } from "./arguments.js";
import { type FunctionSpec, type Parameter, refuse } from "./functionSpec.js";
import { graphemesOf } from "./graphemes.js";
import { toLower, toTitle, toUpper, trimSpace } from "./letterCase.js";
import { allowElements, allowLength } from "./limits.js";

const str: Parameter = { name: "str", type: "string" };
const listOfStrings: Parameter["type"] = { kind: "list", of: "string" };

/** Functions of texts. Characters are what a reader sees: grapheme clusters. Spec 05 §6.5. */
export const stringFunctions: readonly FunctionSpec[] = [
  ofText("upper", toUpper),
  ofText("lower", toLower),
  ofText("title", toTitle),
  ofText("reverse", reversed),
  ofText("strrev", reversed),
  ofText("chomp", (content) => content.slice(0, endWithout(content, "\r\n"))),
  ofText("trimspace", trimSpace),
  {
    name: "strlen",
    parameters: [str],
    compute: (args) => number(fromInteger(graphemesOf(textAt(args, 0)).length)),
  },
  {
    name: "substr",
    parameters: [str, { name: "offset", type: "number" }, { name: "length", type: "number" }],
    compute: (args) => text(part(textAt(args, 0), integerAt(args, 1), integerAt(args, 2))),
  },
  {
    name: "trim",
    parameters: [str, { name: "cutset", type: "string" }],
    compute: (args) => text(trimmed(textAt(args, 0), textAt(args, 1))),
  },
  {
    name: "trimprefix",
    parameters: [str, { name: "prefix", type: "string" }],
    compute: (args) => text(withoutPrefix(textAt(args, 0), textAt(args, 1))),
  },
  {
    name: "trimsuffix",
    parameters: [str, { name: "suffix", type: "string" }],
    compute: (args) => text(withoutSuffix(textAt(args, 0), textAt(args, 1))),
  },
  {
    name: "indent",
    parameters: [{ name: "spaces", type: "number" }, str],
    compute: (args) => text(indented(textAt(args, 1), integerAt(args, 0))),
  },
  {
    name: "replace",
    parameters: [str, { name: "substr", type: "string" }, { name: "replace", type: "string" }],
    compute: (args) => text(joined(splitAround(textAt(args, 0), textAt(args, 1)), textAt(args, 2))),
  },
  {
    name: "split",
    parameters: [{ name: "separator", type: "string" }, str],
    compute: (args) => list("string", split(textAt(args, 1), textAt(args, 0)).map(text)),
  },
  {
    name: "join",
    parameters: [{ name: "separator", type: "string" }],
    variadic: { name: "lists", type: listOfStrings },
    compute: ([separator, ...lists]) => join(separator?.kind === "string" ? separator.text : "", lists),
  },
  {
    name: "sort",
    parameters: [{ name: "list", type: listOfStrings }],
    compute: ([given]) => {
      const texts = elementsOf(given).map((element, at) => sortable(element, at));
      return list("string", texts.sort(compareBytes).map(text));
    },
  },
];

function ofText(name: string, change: (content: string) => string): FunctionSpec {
  return { name, parameters: [str], compute: (args) => text(change(textAt(args, 0))) };
}

function reversed(content: string): string {
  return graphemesOf(content).toReversed().join("");
}

/** A negative offset counts from the end; a negative length means the rest, and so does 0 after a negative offset. */
function part(content: string, offset: bigint, length: bigint): string {
  const characters = graphemesOf(content);
  if (offset >= 0n && length === 0n) return "";
  const start = Math.max(Number(offset < 0n ? offset + BigInt(characters.length) : offset), 0);
  const rest = characters.slice(start);
  return (length > 0n ? rest.slice(0, Number(length)) : rest).join("");
}

function trimmed(content: string, cutset: string): string {
  const cut = new Set(cutset);
  const characters = Array.from(content);
  let start = 0;
  let end = characters.length;
  while (start < end && cut.has(characters[start] ?? "")) start += 1;
  while (end > start && cut.has(characters[end - 1] ?? "")) end -= 1;
  return characters.slice(start, end).join("");
}

function endWithout(content: string, cutset: string): number {
  let end = content.length;
  while (end > 0 && cutset.includes(content[end - 1] ?? "x")) end -= 1;
  return end;
}

function withoutPrefix(content: string, prefix: string): string {
  return content.startsWith(prefix) ? content.slice(prefix.length) : content;
}

function withoutSuffix(content: string, suffix: string): string {
  return content.endsWith(suffix) ? content.slice(0, content.length - suffix.length) : content;
}

function indented(content: string, spaces: bigint): string {
  if (spaces < 0n) refuse("strings: negative Repeat count");
  allowLength(Number(spaces));
  return joined(content.split("\n"), `\n${" ".repeat(Number(spaces))}`);
}

/** Around the empty text lie all characters. */
function splitAround(content: string, separator: string): readonly string[] {
  return separator === "" ? ["", ...content, ""] : content.split(separator);
}

function split(content: string, separator: string): readonly string[] {
  const parts = separator === "" ? [...content] : content.split(separator);
  allowElements(parts.length);
  return parts;
}

function join(separator: string, lists: readonly Value[]): Value {
  if (lists.length === 0) refuse("at least one list is required");
  const items = lists.flatMap((given, which) =>
    elementsOf(given).map((element, at) => {
      if (element.kind === "string") return element.text;
      const where = lists.length > 1 ? `element ${at} of list ${which + 1}` : `element ${at}`;
      return refuse(`${where} is null; cannot concatenate null values`, which + 1);
    }),
  );
  return text(joined(items, separator));
}

function joined(parts: readonly string[], separator: string): string {
  allowLength(parts.reduce((length, each) => length + each.length, separator.length * Math.max(parts.length - 1, 0)));
  return parts.join(separator);
}

function sortable(element: Value, at: number): string {
  if (element.kind === "string") return element.text;
  return refuse(`given list element ${at} is null; a null string cannot be sorted`);
}
