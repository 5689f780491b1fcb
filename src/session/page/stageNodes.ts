import type { NodeDescription } from "../../model/nodeDescription.js";
import type { PageProblem } from "./problem.js";

const keys = ["name", "id", "datacenter", "class", "pool", "meta", "attributes", "cpu", "memory", "disk"] as const;

/** A page cannot have more clients than this. */
const maxNodes = 10_000;

/**
 * The `nodes` of the front matter: a number of alike clients, or a list of them. Without it there is one.
 *
 * @throws {PageProblem}
 */
export function readNodes(value: unknown, problem: (sentence: string) => PageProblem): readonly NodeDescription[] {
  if (value === undefined) return [plainNode(1)];
  if (typeof value === "number") {
    if (!Number.isInteger(value) || value < 0 || value > maxNodes) {
      throw problem(`The number of nodes is between 0 and ${maxNodes}.`);
    }
    return Array.from({ length: value }, (_, index) => plainNode(index + 1));
  }
  if (!Array.isArray(value) || value.length > maxNodes) {
    throw problem('"nodes" is a number, or a list such as: - { name: client-1, id: a8dcce2d }');
  }
  const nodes = value.map((entry, index) => readNode(entry, index + 1, problem));
  const twice = nodes.find((node, index) => nodes.findIndex((other) => other.name === node.name) !== index);
  if (twice !== undefined) throw problem(`Two nodes are called "${twice.name}".`);
  return nodes;
}

function plainNode(number: number): NodeDescription {
  return { name: `client-${number}` };
}

function readNode(entry: unknown, number: number, problem: (sentence: string) => PageProblem): NodeDescription {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
    throw problem("A node is a map such as: { name: client-1, id: a8dcce2d }");
  }
  const given = entry as Readonly<Record<string, unknown>>;
  const stranger = Object.keys(given).find((key) => !keys.some((known) => known === key));
  if (stranger !== undefined) throw problem(`A node has no "${stranger}"; it has ${keys.join(", ")}.`);
  const text = (key: string) => (given[key] === undefined ? undefined : String(given[key]));
  const amount = (key: string) => {
    const value = given[key];
    if (value === undefined) return undefined;
    if (typeof value !== "number" || !(value > 0)) throw problem(`"${key}" of a node is a number above zero.`);
    return value;
  };
  const id = text("id");
  if (id !== undefined && !/^[0-9a-f]{1,8}$/.test(id)) {
    throw problem(
      `"${id}" is not the beginning of a node's ID: up to eight hexadecimal digits, in quotes if they are a number.`,
    );
  }
  return {
    name: text("name") ?? `client-${number}`,
    idPrefix: id,
    datacenter: text("datacenter"),
    nodeClass: text("class"),
    nodePool: text("pool"),
    meta: texts(given.meta, problem),
    attributes: texts(given.attributes, problem),
    cpu: amount("cpu"),
    memoryMb: amount("memory"),
    diskMb: amount("disk"),
  };
}

function texts(value: unknown, problem: (sentence: string) => PageProblem): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw problem("meta and attributes are maps.");
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}
