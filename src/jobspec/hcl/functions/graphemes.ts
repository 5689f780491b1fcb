const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
const simple = /^[\x20-\x7e]*$/;
const portion = 256;

/** The characters that a reader sees: letters with their accents, emoji with their joiners. */
export function graphemesOf(text: string): readonly string[] {
  if (simple.test(text)) return text.split("");
  const found: string[] = [];
  let size = portion;
  // The segmenter takes ever longer for long texts, so it gets them in portions, each from where a character begins.
  for (let start = 0; start < text.length; ) {
    const end = endOfCodePoint(text, start + size);
    const characters = segmentsOf(text.slice(start, end));
    const isLast = end >= text.length;
    const whole = isLast ? characters : characters.slice(0, -1);
    for (const character of whole) {
      found.push(character);
      start += character.length;
    }
    size = whole.length === 0 ? size * 2 : portion;
  }
  return found;
}

function endOfCodePoint(text: string, at: number): number {
  return /^[\ud800-\udbff]$/.test(text[at - 1] ?? "") ? at + 1 : at;
}

function segmentsOf(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
