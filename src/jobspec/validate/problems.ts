/**
 * The text of a list of errors as Nomad prints it; it ends with an empty line. Spec 05 §1.
 */
export function problemList(problems: readonly string[]): string {
  const noun = problems.length === 1 ? "1 error" : `${problems.length} errors`;
  return `${noun} occurred:\n\t* ${problems.join("\n\t* ")}\n\n`;
}

/** The list below a heading, as one error of the list above; nothing where there are no errors. */
export function headed(heading: string, problems: readonly string[]): readonly string[] {
  return problems.length === 0 ? [] : [`${heading}: ${problemList(problems)}`];
}

/** The list as one error of the list above, without a heading. */
export function listed(problems: readonly string[]): readonly string[] {
  return problems.length === 0 ? [] : [problemList(problems)];
}

/** A message where a rule is broken. */
export function when(broken: boolean, message: string): readonly string[] {
  return broken ? [message] : [];
}

const goEscapes: Readonly<Record<string, string>> = { "\\u0007": "\\a", "\\u000b": "\\v", "\u007f": "\\x7f" };

/** Text in double quotes with Go's escapes. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /\\u00[01][0-9a-f]|\u007f/g,
    (sequence) => goEscapes[sequence] ?? `\\x${sequence.slice(4)}`,
  );
}
