import { refuse } from "./functionSpec.js";

/** How long a text a function may make, so that no job file fills the memory. */
const longestText = 1 << 20;
/** How many elements a function may make. */
const mostElements = 100_000;

/** Refuses a text before it is made. */
export function allowLength(length: number): void {
  if (length > longestText) refuse(`the result would be longer than the ${longestText} characters that Coalmine makes`);
}

/** Refuses elements before they are made. */
export function allowElements(count: number): void {
  if (count > mostElements) refuse(`the result would have more than the ${mostElements} elements that Coalmine makes`);
}
