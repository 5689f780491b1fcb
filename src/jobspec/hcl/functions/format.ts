import { list, text, type Value } from "../values/value.js";
import { elementsOf, textAt } from "./arguments.js";
import { type FormatPart, readFormat } from "./formatText.js";
import { formatted } from "./formatVerb.js";
import { type FunctionSpec, type Parameter, Refusal, refuse } from "./functionSpec.js";
import { allowElements, allowLength } from "./limits.js";

const format: Parameter = { name: "format", type: "string" };
const values: Parameter = { name: "args", type: "dynamic", allowsNull: true, allowsDynamic: true };

/** Functions that fill values into a text. Spec 05 §6.5. */
export const formatFunctions: readonly FunctionSpec[] = [
  {
    name: "format",
    parameters: [format],
    variadic: values,
    compute: (args) => text(filled(readFormat(textAt(args, 0)), args.slice(1))),
  },
  {
    name: "formatlist",
    parameters: [format],
    variadic: values,
    compute: (args) => list("string", formatEach(textAt(args, 0), args.slice(1)).map(text)),
  },
];

/** The verbs before a mistake in the text are filled in first, so that the leftmost mistake is reported. */
function filled(parts: Iterable<FormatPart>, args: readonly Value[]): string {
  let output = "";
  let next = 1;
  let highest = 0;
  for (const part of parts) {
    if (typeof part === "string") {
      output += part;
    } else {
      const which = part.argument ?? next;
      highest = Math.max(highest, which);
      output += formatted(part, which, args);
      next = which + 1;
    }
    allowLength(output.length);
  }
  if (highest === 0 && args.length > 0) refuse("too many arguments; no verbs in format string", 1);
  if (highest < args.length) refuse(`too many arguments; only ${highest} used by format string`, highest + 1);
  return output;
}

/** Once for each element; what is no sequence is the same each time. */
function formatEach(format: string, args: readonly Value[]): readonly string[] {
  if (args.length === 0) return [filled(readFormat(format), args)];
  const count = commonLength(args);
  allowElements(count);
  const output: string[] = [];
  let length = 0;
  for (let at = 0; at < count; at++) {
    const each = args.map((arg) => ("elements" in arg ? elementsOf(arg)[at] : undefined) ?? arg);
    const line = iteration(format, each, at);
    length += line.length;
    allowLength(length);
    output.push(line);
  }
  return output;
}

/** The length of the sequences among the arguments, which must all have the same. */
function commonLength(args: readonly Value[]): number {
  const first = args.findIndex((arg) => "elements" in arg);
  if (first < 0) return 1;
  const { length } = elementsOf(args[first]);
  args.forEach((arg, at) => {
    if (!("elements" in arg) || arg.elements.length === length) return;
    refuse(
      `argument ${at + 1} has length ${arg.elements.length}, which is inconsistent with argument ${first + 1} of length ${length}`,
      at + 1,
    );
  });
  return length;
}

function iteration(format: string, args: readonly Value[], at: number): string {
  try {
    return filled(readFormat(format), args);
  } catch (error) {
    if (error instanceof Refusal) refuse(`error on format iteration ${at}: ${error.message}`);
    throw error;
  }
}
