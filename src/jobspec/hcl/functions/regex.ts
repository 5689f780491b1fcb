import { compileGoRegexp } from "../../../model/goRegexp/goRegexp.js";
import { PatternProblem } from "../../../model/goRegexp/tree.js";
import { text } from "../values/value.js";
import { textAt } from "./arguments.js";
import { type FunctionSpec, refuse } from "./functionSpec.js";
import { allowLength } from "./limits.js";

/** The function of regular expressions. Spec 05 §6.5. */
export const regexFunctions: readonly FunctionSpec[] = [
  {
    name: "regex_replace",
    parameters: [
      { name: "str", type: "string" },
      { name: "pattern", type: "string" },
      { name: "replace", type: "string" },
    ],
    compute: (args) => text(replaced(textAt(args, 0), textAt(args, 1), textAt(args, 2))),
  },
];

function replaced(content: string, pattern: string, template: string): string {
  const compiled = compileGoRegexp(pattern);
  if (!compiled.ok) return refuse(compiled.problem);
  let output = "";
  try {
    for (const piece of compiled.regexp.replaceAll(content, template)) {
      output += piece;
      allowLength(output.length);
    }
  } catch (error) {
    if (error instanceof PatternProblem) refuse(error.message);
    throw error;
  }
  return output;
}
