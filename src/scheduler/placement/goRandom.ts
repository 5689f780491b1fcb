import { goRandomConstants } from "./goRandomConstants.js";

const wordCount = 607;
const tapDistance = 273;
const modulus = 0x7fffffff;
const multiplier = 48_271;
const seedIfZero = 89_482_311;
const warmUpSteps = 20;

const constantsHigh = new Uint32Array(wordCount);
const constantsLow = new Uint32Array(wordCount);
const constantDigits = goRandomConstants.join("");
for (let i = 0; i < wordCount; i++) {
  constantsHigh[i] = Number.parseInt(constantDigits.slice(16 * i, 16 * i + 8), 16);
  constantsLow[i] = Number.parseInt(constantDigits.slice(16 * i + 8, 16 * i + 16), 16);
}

/**
 * Go's `math/rand` generator, bit for bit: an additive lagged Fibonacci sequence of 64-bit words, kept as pairs of
 * 32-bit halves. Spec 03 §16.1.
 */
export class GoRandom {
  readonly #high = new Uint32Array(wordCount);
  readonly #low = new Uint32Array(wordCount);
  #tap = 0;
  #feed = wordCount - tapDistance;

  /** @param seedHigh Upper half of a seed below 2^63. @param seedLow Its lower half, unsigned. */
  constructor(seedHigh: number, seedLow: number) {
    // 2^32 leaves remainder 2, so the halves add up to the seed's remainder.
    let x = (seedHigh * 2 + seedLow) % modulus;
    if (x === 0) x = seedIfZero;
    for (let i = 0; i < warmUpSteps; i++) x = lehmerStep(x);
    for (let i = 0; i < wordCount; i++) {
      const first = lehmerStep(x);
      const second = lehmerStep(first);
      x = lehmerStep(second);
      this.#high[i] = (first << 8) ^ (second >>> 12) ^ (constantsHigh[i] ?? 0);
      this.#low[i] = (second << 20) ^ x ^ (constantsLow[i] ?? 0);
    }
  }

  /** The upper 31 bits of the next 63-bit number. */
  next31(): number {
    this.#step();
    return (this.#high[this.#feed] ?? 0) & modulus;
  }

  /** The next 63-bit number, for checks against Go's own output. */
  next63(): bigint {
    const high = this.next31();
    return (BigInt(high) << 32n) | BigInt(this.#low[this.#feed] ?? 0);
  }

  /** A uniform whole number in [0, below), `below` at most 2^31 − 1. */
  below(below: number): number {
    if ((below & (below - 1)) === 0) return this.next31() & (below - 1);
    const largest = modulus - (0x80000000 % below);
    let value = this.next31();
    while (value > largest) value = this.next31();
    return value % below;
  }

  #step(): void {
    const tap = this.#tap === 0 ? wordCount - 1 : this.#tap - 1;
    const feed = this.#feed === 0 ? wordCount - 1 : this.#feed - 1;
    this.#tap = tap;
    this.#feed = feed;
    const low = (this.#low[feed] ?? 0) + (this.#low[tap] ?? 0);
    const carry = low > 0xffffffff ? 1 : 0;
    this.#low[feed] = low;
    this.#high[feed] = (this.#high[feed] ?? 0) + (this.#high[tap] ?? 0) + carry;
  }
}

/** One step of the multiplicative generator modulo 2^31 − 1 that fills the words. */
function lehmerStep(x: number): number {
  return (x * multiplier) % modulus;
}
