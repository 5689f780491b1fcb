import { list, text, type Value } from "../values/value.js";
import { addressText, type Network, networkText, parseNetwork } from "./address.js";
import { integerAt, textAt } from "./arguments.js";
import { type FunctionSpec, type Parameter, refuse } from "./functionSpec.js";

const prefix: Parameter = { name: "prefix", type: "string" };

/** Functions of addresses and networks. Spec 05 §6.5. */
export const networkFunctions: readonly FunctionSpec[] = [
  { name: "cidrhost", parameters: [prefix, { name: "hostnum", type: "number" }], compute: host },
  {
    name: "cidrnetmask",
    parameters: [prefix],
    compute: (args) => {
      const { bits, length } = networkAt(args);
      return text(addressText(maskOf(length, bits), bits));
    },
  },
  {
    name: "cidrsubnet",
    parameters: [prefix, { name: "newbits", type: "number" }, { name: "netnum", type: "number" }],
    compute: subnet,
  },
  { name: "cidrsubnets", parameters: [prefix], variadic: { name: "newbits", type: "number" }, compute: subnets },
];

/** Negative numbers count from the end. */
function host(args: readonly Value[]): Value {
  const wanted = integerAt(args, 1);
  const { address, bits, length } = networkAt(args);
  const highest = (1n << BigInt(bits - length)) - 1n;
  const size = wanted < 0n ? -wanted - 1n : wanted;
  const number = wanted < 0n ? highest - size : wanted;
  if (size > highest) refuse(`prefix of ${length} does not accommodate a host numbered ${number}`);
  return text(addressText(address | number, bits));
}

function subnet(args: readonly Value[]): Value {
  const more = integerAt(args, 1);
  const number = integerAt(args, 2);
  const { address, bits, length } = networkAt(args);
  if (more > 32n) refuse("may not extend prefix by more than 32 bits");
  const longer = length + Number(more);
  if (longer > bits) refuse(`insufficient address space to extend prefix of ${length} by ${more}`);
  if (more < 0n || number < 0n || number > (1n << more) - 1n) {
    refuse(`prefix extension of ${more} does not accommodate a subnet numbered ${number}`);
  }
  return text(networkText({ address: address | (number << BigInt(bits - longer)), bits, length: longer }));
}

/** Networks one behind the other, each at a multiple of its own size. */
function subnets(args: readonly Value[]): Value {
  const base = networkAt(args, 0);
  const { bits } = base;
  const end = base.address + (1n << BigInt(bits - base.length));
  let next = base.address;
  let previous: Network | undefined;
  const found = args.slice(1).map((_, index) => {
    const at = index + 1;
    const more = integerAt(args, at, (problem) => refuse(problem, at));
    if (more < 1n) refuse("must extend prefix by at least one bit", at);
    if (more > 32n) refuse("may not extend prefix by more than 32 bits", at);
    const length = base.length + Number(more);
    if (length > bits) {
      const protocol = bits === 32 ? "IPv4" : "IPv6";
      refuse(`would extend prefix to ${length} bits, which is too long for an ${protocol} address`, at);
    }
    const size = 1n << BigInt(bits - length);
    // Go starts from the network before this one, and before the first address there is none.
    if (base.address === 0n) previous ??= { address: (1n << BigInt(bits)) - size, bits, length };
    const address = ((next + size - 1n) / size) * size;
    if (address >= end || base.address === 0n) {
      const after = networkText(previous ?? base);
      refuse(`not enough remaining address space for a subnet with a prefix of ${length} bits after ${after}`, at);
    }
    next = address + size;
    previous = { address, bits, length };
    return text(networkText(previous));
  });
  return list("string", found);
}

function networkAt(args: readonly Value[], argument?: number): Network {
  const content = textAt(args, 0);
  return parseNetwork(content) ?? refuse(`invalid CIDR expression: invalid CIDR address: ${content}`, argument);
}

function maskOf(length: number, bits: number): bigint {
  return ((1n << BigInt(length)) - 1n) << BigInt(bits - length);
}
