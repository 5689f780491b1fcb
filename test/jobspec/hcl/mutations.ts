import fc from "fast-check";

/** What is put into job files to break them: the pieces that HCL is made of. */
const pieces = [
  ..."\"{}[](),\n=?:.*!-|<#\\\t\r`';/",
  ..."== != >= && || ... => ~} :: ** // [*] .0 $${ %%{".split(" "),
  "${",
  "${~ a ~}",
  "%{ if a }",
  "%{ else }",
  "%{ endif }",
  "%{ for x in y }",
  "%{ endfor }",
  "for x in y : x",
  "<<EOF\n",
  "EOF\n",
  "<<-EOF\n  a\n  EOF\n",
  "# c\n",
  "/* c */",
  "null",
  "true",
  "1.5e3",
  "0.1.2",
  "a.0",
  "var.x",
  "local.x",
  "upper(",
  "range(1000)",
  'dynamic "group" {\n',
  "content {\n",
  "\\n",
  "\\u00e9",
  "é",
  "e\u0301",
  "\u{1F600}",
  "\r\n",
  "if",
  "else",
  "1",
  '"a"',
];

type Edit = (text: string) => string;

const at = fc.double({ min: 0, max: 1, noNaN: true });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(at, fc.nat(12)).map(
    ([from, length]): Edit =>
      (text) => {
        const start = place(text, from);
        return text.slice(0, start) + text.slice(start + length);
      },
  ),
  fc.tuple(at, fc.constantFrom(...pieces), fc.nat(8)).map(
    ([from, piece, length]): Edit =>
      (text) => {
        const start = place(text, from);
        return text.slice(0, start) + piece + text.slice(start + length);
      },
  ),
  fc.tuple(at, at, fc.nat(200)).map(
    ([from, to, length]): Edit =>
      (text) => {
        const start = place(text, from);
        return text.slice(0, place(text, to)) + text.slice(start, start + length) + text.slice(place(text, to));
      },
  ),
  fc.tuple(at, fc.constantFrom(...pieces)).map(
    ([from, piece]): Edit =>
      (text) => {
        const quote = text.indexOf('"', place(text, from));
        return quote === -1 ? text + piece : text.slice(0, quote + 1) + piece + text.slice(quote + 1);
      },
  ),
  fc.tuple(at, fc.constantFrom("(", "[", "{", "-", '"${', "a."), fc.integer({ min: 2, max: 3_000 })).map(
    ([from, piece, times]): Edit =>
      (text) => {
        const start = place(text, from);
        return text.slice(0, start) + piece.repeat(times) + text.slice(start);
      },
  ),
);

function place(text: string, part: number): number {
  return Math.floor(part * text.length);
}

/** One of the texts after a few edits. */
export function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([text, edits]) => edits.reduce((result, change) => change(result), text));
}
