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
