import { randomStream } from "../../../model/random.js";

/** Numbers from 0 up to, but not including, 1, for functions such as `uuidv4`: the same for the same seed. Spec 05 §6.5. */
export function randomNumbers(seed: string): () => number {
  const next = randomStream(0, `functions of a job file ${seed}`, 0);
  return () => next() / 4_294_967_296;
}
