const segments = "v?[0-9]+(\\.[0-9]+)*";
const metadata = "(\\+[0-9A-Za-z~-]+(\\.[0-9A-Za-z~-]+)*)?";
const numberedPreRelease = "-[0-9]+[0-9A-Za-z~-]*(\\.[0-9A-Za-z~-]+)*";
const namedPreRelease = "[A-Za-z~-]+[0-9A-Za-z~-]*(\\.[0-9A-Za-z~-]+)*";

const grammars = {
  version: new RegExp(
    `^\\s*(?:=|!=|>|<|>=|<=|~>|)\\s*${segments}(${numberedPreRelease}|-?${namedPreRelease})?${metadata}\\s*$`,
  ),
  semver: new RegExp(
    `^\\s*(?:=|!=|>|<|>=|<=|)\\s*${segments}(${numberedPreRelease}|-${namedPreRelease})?${metadata}\\s*$`,
  ),
} as const;

/**
 * What is wrong with the right side of a `version` or `semver` operator: a comma-separated list of an operator and a version.
 * Spec 05 §3.8, 03 §9.3.
 */
export function constraintTextProblem(grammar: keyof typeof grammars, text: string): string | undefined {
  const malformed = text.split(",").find((part) => !grammars[grammar].test(part));
  return malformed === undefined ? undefined : `malformed constraint: ${malformed}`;
}
