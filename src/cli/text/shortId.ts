/** How many characters of an ID are shown. Spec 06 §2.4. */
export function idLength(isVerbose: boolean): number {
  return isVerbose ? 36 : 8;
}

/** The beginning of an ID; IDs are ASCII, so bytes are characters. */
export function shortId(id: string, length: number): string {
  return id.slice(0, length);
}
