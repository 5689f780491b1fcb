import { Interrupted } from "./interrupted.js";

/** A command gives up: the text goes to stderr, the code is its exit code. Spec 06 §2.8. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
  readonly exitCode: number;

  constructor(text: string, exitCode = 1) {
    super(text);
    this.exitCode = exitCode;
  }
}

/** Throws an interruption on; any other error may be dealt with. */
export function passInterruption(error: unknown): void {
  if (error instanceof Interrupted) throw error;
}

/** What an error says; an interruption is thrown on. */
export function describeError(error: unknown): string {
  passInterruption(error);
  return error instanceof Error ? error.message : String(error);
}

/**
 * The answer of a request; a refusal ends the command with a phrase and the refusal's text. Spec 06 §2.9.
 *
 * @throws {CommandFailure}
 */
export async function orFail<Value>(phrase: string, answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(`${phrase}: ${describeError(error)}`);
  }
}
