/** Text as base64 of its UTF-8 bytes, as Go writes a byte slice (spec 07 §4 rule 5). */
export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** The text of base64 pieces whose bytes, one piece after the other, are UTF-8. */
export function decodeBase64(pieces: readonly string[]): string {
  const decoder = new TextDecoder();
  const parts = pieces.map((piece) =>
    decoder.decode(
      Uint8Array.from(atob(piece), (character) => character.charCodeAt(0)),
      { stream: true },
    ),
  );
  return parts.join("") + decoder.decode();
}
