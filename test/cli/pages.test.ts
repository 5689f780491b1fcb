import { expect, test } from "vitest";
import { nextPageHint } from "../../src/cli/pages.js";

test.each([
  [["eval", "list", "-page-token", "abc", "-per-page", "5"]],
  [["eval", "list", "-page-token=abc", "-per-page", "5"]],
  [["eval", "list", "--page-token=abc", "-per-page", "5"]],
])("the next page is the same command with another token: %j", (argv) => {
  expect(nextPageHint(argv, "def")).toBe(
    "\nResults have been paginated. To get the next page run:\n\nnomad eval list -per-page 5 -page-token def",
  );
});
