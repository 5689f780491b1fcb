import type { TaskGroup } from "../../model/taskGroup.js";
import { when } from "./problems.js";

/** Errors of a group's scaling policy, and of a count outside its limits. Spec 05 §13.1. */
export function scalingProblems({ scaling, count }: TaskGroup): readonly string[] {
  if (scaling === undefined) return [];
  const { type, min, max } = scaling;
  return [
    ...when(type !== "horizontal", `scaling policy type "${type}" is not valid`),
    ...when(max < 0, "maximum count must be specified and non-negative"),
    ...when(max >= 0 && max < min, "maximum count must not be less than minimum count"),
    ...when(min < 0, "minimum count must be specified and non-negative"),
    ...when(count > max, "task group count must not be greater than maximum count in scaling policy"),
    ...when(count < min, "task group count must not be less than minimum count in scaling policy"),
  ].map((problem) => `Scaling policy invalid: ${problem}`);
}
