import { integer, text } from "./flags.js";

/** The flags of lists that come page by page. */
export const pageFlags = {
  "per-page": integer("How many to show at most."),
  "page-token": text("Where to go on, as the page before said."),
  filter: text("Only those for which this expression holds."),
} as const;

/** What these flags ask of the API. */
export function pageWishes(flags: {
  readonly "per-page": number;
  readonly "page-token": string;
  readonly filter: string;
}): { readonly perPage: number; readonly nextToken: string; readonly filter: string } {
  return { perPage: flags["per-page"], nextToken: flags["page-token"], filter: flags.filter };
}

/** How to get the next page of a list: the command line once more, with another token. Spec 06 §6.8. */
export function nextPageHint(argv: readonly string[], nextToken: string): string {
  const again = [...withoutPageToken(argv), "-page-token", nextToken].join(" ");
  return `\nResults have been paginated. To get the next page run:\n\nnomad ${again}`;
}

function withoutPageToken(argv: readonly string[]): readonly string[] {
  const isToken = (argument: string | undefined) => argument === "-page-token" || argument === "--page-token";
  return argv.filter(
    (argument, place) => !isToken(argument) && !isToken(argv[place - 1]) && !/^--?page-token=/.test(argument),
  );
}
