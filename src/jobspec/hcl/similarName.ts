/** A name that may have been meant: the first that is less than three letters away. Spec 05 §6.1. */
export function similarName(given: string, names: readonly string[]): string | undefined {
  return names.find((name) => Math.abs(name.length - given.length) < 3 && editDistance(given, name) < 3);
}

/** How many letters have to be put in, taken out or replaced. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
