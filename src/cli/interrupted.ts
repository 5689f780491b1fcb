/**
 * The operator pressed Ctrl-C, or a time limit ran out, while a command waited: thrown by {@link CommandClock.sleep} or by
 * a blocking request, it passes through every command. Spec 06 §9.
 */
export class Interrupted extends Error {
  override readonly name: string = "Interrupted";
}
