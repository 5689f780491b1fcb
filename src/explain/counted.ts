/** How many there are of something, in words: `1 node`, `2 nodes`. */
export function counted(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
