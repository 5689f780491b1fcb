import { isAlias, isScalar, isSeq, type Node, type ParsedNode, type Scalar, type YAMLMap } from "yaml";
import { convert } from "../values/convert.js";
import { goQuote } from "../values/goQuote.js";
import { typeName } from "../values/type.js";
import { object, text, tuple, typeOf, type Value } from "../values/value.js";
import { textAt, valueAt } from "./arguments.js";
import { type FunctionSpec, refuse } from "./functionSpec.js";
import { allowElements } from "./limits.js";
import { readYaml } from "./yamlDocument.js";
import type { YamlPlaces } from "./yamlPlaces.js";
import { ScalarProblem, type ScalarStyle, scalarValue } from "./yamlScalar.js";
import { yamlText } from "./yamlText.js";

/** Functions of YAML. Spec 05 §6.5. */
export const yamlFunctions: readonly FunctionSpec[] = [
  {
    name: "yamldecode",
    parameters: [{ name: "src", type: "string" }],
    compute: (args) => decode(textAt(args, 0)),
  },
  {
    name: "yamlencode",
    parameters: [{ name: "value", type: "dynamic", allowsNull: true, allowsDynamic: true }],
    compute: (args) => text(yamlText(valueAt(args, 0))),
  },
];

/** A value that is wrong counts before a mistake that stands further behind. */
function decode(content: string): Value {
  const { root, places, problem } = readYaml(content);
  const reader = new YamlReader(places);
  try {
    const { value } = reader.value(root);
    if (problem === undefined) return value;
  } catch (error) {
    if (problem === undefined || reader.failedAt < problem.at) throw error;
  }
  return refuse(problem.message);
}

/** A value, and of how many parts it is made: aliases count with all that they stand for. */
interface Sized {
  readonly value: Value;
  readonly size: number;
}

const mergeTag = "tag:yaml.org,2002:merge";

/** Makes values of the nodes of a document, in the order in which they stand there. */
class YamlReader {
  readonly #places: YamlPlaces;
  readonly #anchors = new Map<string, Sized>();
  readonly #open: string[] = [];

  /** Where the value stands that could not be made. */
  failedAt = Number.POSITIVE_INFINITY;

  constructor(places: YamlPlaces) {
    this.#places = places;
  }

  value(node: ParsedNode | null): Sized {
    if (node === null) return { value: scalarValue("", "plain", undefined), size: 1 };
    if (isAlias(node)) return this.#alias(node.source, node);
    const { anchor } = node;
    if (anchor !== undefined) this.#open.push(anchor);
    const made = this.#made(node);
    allowElements(made.size);
    if (anchor !== undefined) {
      this.#open.pop();
      this.#anchors.set(anchor, made);
    }
    return made;
  }

  #made(node: ParsedNode): Sized {
    if (isScalar(node)) return { value: this.#scalar(node), size: 1 };
    if (isSeq(node)) {
      this.#expectTag(node, "sequence", "seq");
      const elements = node.items.map((item) => this.value(item as ParsedNode));
      return { value: tuple(elements.map(({ value }) => value)), size: total(elements) };
    }
    this.#expectTag(node, "mapping", "map");
    return this.#mapping(node as YAMLMap.Parsed);
  }

  #mapping(node: YAMLMap.Parsed): Sized {
    const members = new Map<string, Value>();
    const parts: Sized[] = [];
    for (const { key, value } of node.items) {
      const isMerge = isScalar(key) && (key.tag === mergeTag || (key.tag === undefined && key.source === "<<"));
      const name = isMerge ? undefined : this.#key(key);
      const member = this.value(value);
      parts.push(member);
      if (name === undefined) this.#merge(member.value, key, members);
      else members.set(name, member.value);
    }
    return { value: object(members), size: total(parts) };
  }

  #key(key: ParsedNode | null): string {
    if (key !== null && !isScalar(key)) return this.#fail("only strings are allowed as mapping keys", key);
    if (key?.source === "" && styleOf(key) === "plain") return this.#fail("did not find expected key", key);
    const conversion = convert(key === null ? this.value(null).value : this.#scalar(key), "string");
    if (conversion.ok && conversion.value.kind === "string") return conversion.value.text.normalize("NFC");
    return this.#fail("mapping key cannot be null", key);
  }

  /** `<<` takes over the members of a mapping, or of several. */
  #merge(value: Value, key: Node | null, members: Map<string, Value>): void {
    const sources = value.kind === "tuple" ? value.elements : [value];
    const where = value.kind === "tuple" ? " (from sequence)" : "";
    for (const source of sources) {
      const merged =
        source.kind === "object"
          ? source.members
          : this.#fail(`cannot merge ${typeName(typeOf(source))}${where} into mapping`, key);
      for (const [name, member] of merged) members.set(name, member);
    }
  }

  #scalar(node: Scalar): Value {
    try {
      return scalarValue(this.#contentOf(node), styleOf(node), node.tag);
    } catch (error) {
      if (error instanceof ScalarProblem) return this.#fail(error.message, node);
      throw error;
    }
  }

  /** A block at the very end has no line break that the text has not. */
  #contentOf(node: Scalar): string {
    const content = String(node.value ?? "");
    const { source } = this.#places;
    const isCutOff = styleOf(node) === "block" && node.range?.[1] === source.length && !source.endsWith("\n");
    return isCutOff ? content.replace(/\n$/, "") : content;
  }

  #alias(name: string, node: Node): Sized {
    if (this.#open.includes(name)) {
      return this.#fail(`cannot refer to anchor ${goQuote(name)} from inside its own definition`, node);
    }
    return this.#anchors.get(name) ?? this.#fail(`reference to undefined anchor ${goQuote(name)}`, node);
  }

  #expectTag(node: Node & { tag?: string }, what: string, name: string): void {
    const { tag } = node;
    if (tag === undefined || tag === `tag:yaml.org,2002:${name}`) return;
    this.#fail(`can't interpret ${what} as ${tag}`, node);
  }

  #fail(message: string, node: Node | null): never {
    this.failedAt = node?.range?.[0] ?? 0;
    return refuse(this.#places.placed(message, this.failedAt));
  }
}

function total(parts: readonly Sized[]): number {
  return parts.reduce((sum, { size }) => sum + size, 1);
}

function styleOf({ type }: Scalar): ScalarStyle {
  if (type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE") return "quoted";
  return type === "BLOCK_LITERAL" || type === "BLOCK_FOLDED" ? "block" : "plain";
}
