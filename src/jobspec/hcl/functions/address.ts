/** A network: its lowest address as a number, how many bits addresses have and how many of them are the network's. */
export interface Network {
  readonly address: bigint;
  readonly bits: 32 | 128;
  readonly length: number;
}

/** Reads `10.0.0.0/8` and `fd00::/64`; bits behind the prefix are dropped. Undefined for what Go does not read. */
export function parseNetwork(source: string): Network | undefined {
  const match = /^([^/]*)\/(\d+)$/.exec(source);
  if (match === null) return undefined;
  const [, host = "", digits = ""] = match;
  const parsed = parseAddress(host);
  const length = Number(digits);
  if (parsed === undefined || length > parsed.bits) return undefined;
  const free = BigInt(parsed.bits - length);
  return { address: (parsed.address >> free) << free, bits: parsed.bits, length };
}

export function networkText({ address, bits, length }: Network): string {
  // An IPv4 address in the form of IPv6 is shown as what it is.
  const isMapped = bits === 128 && address >> 32n === 0xffffn && length >= 96;
  return `${addressText(address, bits)}/${isMapped ? length - 96 : length}`;
}

export function addressText(address: bigint, bits: 32 | 128): string {
  if (bits === 32 || address >> 32n === 0xffffn) return dotted(address & 0xffff_ffffn);
  const groups = Array.from({ length: 8 }, (_, at) => Number((address >> BigInt(112 - 16 * at)) & 0xffffn));
  const { start, length } = longestZeros(groups);
  const written = groups.map((group) => group.toString(16));
  if (length < 2) return written.join(":");
  return `${written.slice(0, start).join(":")}::${written.slice(start + length).join(":")}`;
}

function parseAddress(source: string): { readonly address: bigint; readonly bits: 32 | 128 } | undefined {
  if (source.includes(":")) {
    const address = parseIpv6(source);
    return address === undefined ? undefined : { address, bits: 128 };
  }
  const address = parseIpv4(source);
  return address === undefined ? undefined : { address, bits: 32 };
}

/** Four numbers without leading zeros. */
function parseIpv4(source: string): bigint | undefined {
  const parts = source.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.reduce((address, part) => (address << 8n) | BigInt(part), 0n);
}

/** `::` stands for at least one group of zeros; the last two groups may be an IPv4 address. */
function parseIpv6(source: string): bigint | undefined {
  const halves = source.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const last = (tail ?? head).at(-1) ?? "";
  if (last.includes(".")) {
    const address = parseIpv4(last);
    if (address === undefined) return undefined;
    (tail ?? head).splice(-1, 1, (address >> 16n).toString(16), (address & 0xffffn).toString(16));
  }
  const given = head.length + (tail?.length ?? 0);
  if (tail === undefined ? given !== 8 : given > 7) return undefined;
  const groups = [...head, ...Array.from({ length: 8 - given }, () => "0"), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((address, group) => (address << 16n) | BigInt(`0x${group}`), 0n);
}

function dotted(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 0xffn).join(".");
}

/** The first of the longest runs of zeros. */
function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === 0) end += 1;
    if (end - start > best.length) best = { start, length: end - start };
  }
  return best;
}
