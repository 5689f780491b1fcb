import { editDistance } from "../jobspec/hcl/similarName.js";

/** How many words are offered at most. */
const most = 3;

/**
 * The sentence below the help that a wrong word gets: what may have been meant, words that begin so first. Empty where nothing is
 * near, so that the help stands alone as Nomad's does.
 *
 * @param group The words before the wrong one, empty for the first.
 */
export function didYouMean(group: string, word: string, known: readonly string[]): string {
  const beginning = word.length > 1 ? known.filter((candidate) => candidate.startsWith(word)) : [];
  const tolerance = Math.max(1, Math.floor(word.length / 3));
  const near = known.filter(
    (candidate) => !beginning.includes(candidate) && editDistance(word, candidate) <= tolerance,
  );
  const offered = [...beginning, ...near].slice(0, most).map((candidate) => JSON.stringify(candidate));
  if (offered.length === 0) return "";
  const choice = offered.length === 1 ? offered[0] : `${offered.slice(0, -1).join(", ")} or ${offered.at(-1)}`;
  const command = ["nomad", group, word].filter((part) => part !== "").join(" ");
  return `\n\nThere is no command ${JSON.stringify(command)}. Did you mean ${choice}?`;
}
