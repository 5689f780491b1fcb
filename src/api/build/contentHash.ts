/** Of 32 bits: 32 bytes together. */
const words = 8;

/**
 * Stands for the hash of an object's content, of which clients know only that it changes with the content: 32 bytes in base64.
 * Spec 07 §17.4.
 */
export function contentHash(content: unknown): string {
  const text = JSON.stringify(content);
  let bytes = "";
  for (let word = 0; word < words; word += 1) {
    const hash = hash32(text, word);
    for (const shift of [24, 16, 8, 0]) bytes += String.fromCharCode((hash >>> shift) & 0xff);
  }
  return btoa(bytes);
}

/** FNV-1a from a start of its own for each word. */
function hash32(text: string, word: number): number {
  let hash = Math.imul(0x811c9dc5 ^ (word + 1), 0x9e3779b1);
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
