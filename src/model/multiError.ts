/** Several errors as one text, as Nomad prints them: a header, a bullet each, an empty line. Spec 05 §1. */
export function multiErrorText(messages: readonly string[]): string {
  const header = messages.length === 1 ? "1 error occurred:" : `${messages.length} errors occurred:`;
  return `${header}\n${messages.map((message) => `\t* ${message}`).join("\n")}\n\n`;
}
