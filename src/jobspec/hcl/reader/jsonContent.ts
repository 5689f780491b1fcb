import { similarName } from "../similarName.js";
import type { Argument, BlockSyntax } from "../syntax/body.js";
import { type JsonMember, type JsonNode, jsonExpression } from "../syntax/json.js";
import type { Span } from "../syntax/range.js";
import type { Content, ContentSchema } from "./content.js";
import { complain, type Reading } from "./reading.js";

const wrongType = "Incorrect JSON value type";

/** The same as in HCL's own syntax, for a body in its JSON syntax: what is expected tells arguments from blocks. Spec 05 §6.1. */
export function jsonContent(reading: Reading, node: JsonNode, schema: ContentSchema): Content {
  const content = { arguments: [] as Argument[], blocks: [] as BlockSyntax[] };
  const members = membersOf(reading, node);
  const used = new Set<string>();
  for (const member of members) {
    const labels = schema.blocks.get(member.name);
    if (labels !== undefined && !isArgumentHere(member, schema)) {
      content.blocks.push(...blocksIn(reading, member, labels));
    } else if (schema.arguments.includes(member.name)) {
      if (used.has(member.name)) {
        const detail = `The argument "${member.name}" was already set.`;
        complain(reading, member.nameSpan, "Duplicate argument", detail);
      } else content.arguments.push(argumentOf(reading, member));
      used.add(member.name);
    }
  }
  for (const name of schema.required) {
    if (used.has(name)) continue;
    const detail = `The argument "${name}" is required, but no definition was found.`;
    complain(reading, jsonMissingSpan(node), "Missing required argument", detail);
  }
  for (const { name, nameSpan } of members) {
    if (name === "//" || schema.blocks.has(name) || schema.arguments.includes(name)) continue;
    const known = [...schema.arguments.filter((argument) => !used.has(argument)), ...schema.blocks.keys()];
    const similar = similarName(name, known);
    const hint = similar === undefined ? "" : ` Did you mean "${similar}"?`;
    const detail = `No argument or block type is named "${name}".${hint}`;
    complain(reading, nameSpan, "Extraneous JSON object property", detail);
  }
  return content;
}

/** `meta` and its like may be an argument and a block: in JSON it is the argument. */
function isArgumentHere({ name }: JsonMember, schema: ContentSchema): boolean {
  return schema.arguments.includes(name);
}

export function jsonArguments(reading: Reading, node: JsonNode): readonly Argument[] {
  if (node.kind === "object") {
    return node.members.filter(({ name }) => name !== "//").map((member) => argumentOf(reading, member));
  }
  complain(reading, startOf(node), wrongType, "A JSON object is required here, setting the arguments for this block.");
  return [];
}

/** Where something is missing: before the closing brace. */
export function jsonMissingSpan(node: JsonNode): Span {
  return node.kind === "object" ? { start: node.end - 1, end: node.end } : startOf(node);
}

function startOf({ start }: JsonNode): Span {
  return { start, end: start + 1 };
}

function argumentOf({ evaluation }: Reading, { name, nameSpan, value }: JsonMember): Argument {
  const expression = jsonExpression(evaluation.source.text, value);
  return { name, nameSpan, span: { start: nameSpan.start, end: value.end }, expression };
}

/** The members of an object, or of all objects of an array. */
function membersOf(reading: Reading, node: JsonNode, label?: string): readonly JsonMember[] {
  const purpose =
    label === undefined ? "to define arguments and child blocks" : `to specify ${label} labels for this block`;
  switch (node.kind) {
    case "null":
      return [];
    case "object":
      return node.members;
    case "array":
      return node.elements.flatMap((element) => {
        if (element.kind === "object") return element.members;
        complain(reading, startOf(element), wrongType, `A JSON object is required here, ${purpose}.`);
        return [];
      });
    default:
      complain(
        reading,
        startOf(node),
        wrongType,
        `Either a JSON object or JSON array of objects is required here, ${purpose}.`,
      );
      return [];
  }
}

/** The blocks of one type: an object of labels for each label, then the body, or an array of bodies. */
function blocksIn(reading: Reading, { name, nameSpan, value }: JsonMember, words: readonly string[]): BlockSyntax[] {
  const unpack = (node: JsonNode, labels: readonly string[], labelSpans: readonly Span[]): BlockSyntax[] => {
    const word = words[labels.length];
    if (word !== undefined) {
      const members = membersOf(reading, node, word);
      if (members.length === 0) {
        const detail = `At least one object property is required, whose name represents the ${name} block's ${word}.`;
        complain(reading, startOf(node), "Missing block label", detail);
      }
      return members.flatMap((member) =>
        unpack(member.value, [...labels, member.name], [...labelSpans, member.nameSpan]),
      );
    }
    const made = (body: JsonNode): BlockSyntax => {
      return {
        type: name,
        labels,
        labelSpans,
        typeSpan: nameSpan,
        header: startOf(node),
        body: { kind: "json", node: body },
      };
    };
    switch (node.kind) {
      case "null":
        return [];
      case "object":
        return [made(node)];
      case "array":
        return node.elements.map(made);
      default: {
        const detail = `Either a JSON object or a JSON array is required, representing the contents of one or more "${name}" blocks.`;
        complain(reading, startOf(node), wrongType, detail);
        return [];
      }
    }
  };
  return unpack(value, [], []);
}
