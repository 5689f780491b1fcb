/** A UUID's prefix with an even number of digits, as the server can look it up. Spec 06 §3.2. */
export function evenPrefix(prefix: string): string {
  const digits = prefix.replaceAll("-", "").length;
  return digits % 2 === 0 ? prefix : prefix.slice(0, -1);
}
