import type { Invocation } from "./definition.js";
import { outputColoured } from "./ui.js";

/**
 * Asks a yes-or-no question. Spec 06 §2.12.
 *
 * @param cancelled What is said when the answer is no.
 * @returns The exit code with which the command ends; undefined when it may go on.
 */
export async function confirm(
  invocation: Invocation,
  question: string,
  cancelled: string,
): Promise<number | undefined> {
  const { context, ui, switches } = invocation;
  context.terminal.write("stdout", `${outputColoured(question, switches)} `);
  const line = await context.terminal.readLine();
  if (line === undefined) {
    ui.error("Failed to parse answer: EOF");
    return 1;
  }
  const answer = line.trim();
  if (answer === "y") return undefined;
  const initial = answer.slice(0, 1).toLowerCase();
  if (initial === "" || initial === "n") {
    ui.output(cancelled);
    return 0;
  }
  if (initial === "y" && answer.length > 1) {
    ui.output("For confirmation, an exact ‘y’ is required.");
    return 0;
  }
  ui.output("No confirmation detected. For confirmation, an exact 'y' is required.");
  return 1;
}
