import type { Diagnostic } from "./diagnostic.js";
import type { Evaluation } from "./evaluation/evaluation.js";
import { type Scope, scopeOf } from "./evaluation/scope.js";
import { hasLabels, justArguments } from "./reader/content.js";
import type { Argument, BlockSyntax } from "./syntax/body.js";
import { object, type Value } from "./values/value.js";

/** What `locals` blocks define, in the order of the file. Spec 05 §6.2 step 3. */
export function readLocals(evaluation: Evaluation, blocks: readonly BlockSyntax[]): readonly Argument[] {
  const reading = { evaluation, scope: scopeOf([]) };
  return blocks
    .filter((block) => block.type === "locals" && hasLabels(reading, block, []))
    .flatMap((block) => justArguments(reading, block.body));
}

/**
 * The values of all locals. They may refer to each other in any order: those that fail are tried again as long as others succeed;
 * the complaints about the last of those that never do are made. Spec 05 §6.2.
 *
 * @param variables The object that `var` refers to.
 */
export function localsScope(evaluation: Evaluation, locals: readonly Argument[], variables: Value): Scope {
  const values = new Map<string, Value>();
  const scope = () =>
    scopeOf([
      ["var", variables],
      ["local", object(values)],
    ]);
  let open = locals;
  let complaints: readonly Diagnostic[] = [];
  while (open.length > 0) {
    const failed: Argument[] = [];
    for (const local of open) {
      const attempt = evaluation.aside(() => evaluation.value(local.expression, scope()));
      if (attempt.complaints.length === 0) values.set(local.name, attempt.value);
      else {
        failed.push(local);
        complaints = attempt.complaints;
      }
    }
    if (failed.length === open.length) {
      evaluation.diagnostics.append(complaints);
      break;
    }
    open = failed;
  }
  return scope();
}
