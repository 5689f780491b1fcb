/**
 * A reproducible stream of random numbers for one purpose and one draw.
 *
 * Each draw has a stream of its own, keyed by seed, purpose and number, so that an additional event does not shift the
 * choices that come after it (spec 03 §16.1). The generator is sfc32, seeded through a 128-bit mixing hash.
 */
export function randomStream(seed: number, purpose: string, draw: number): () => number {
  let [a, b, c, d] = mix(`${seed}/${purpose}/${draw}`);
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 8; i++) next();
  return next;
}

/** A uniform whole number in [0, below). */
export function drawBelow(stream: () => number, below: number): number {
  return Math.floor((stream() / 4_294_967_296) * below);
}

function mix(text: string): [number, number, number, number] {
  let h1 = 1_779_033_703;
  let h2 = 3_144_134_277;
  let h3 = 1_013_904_242;
  let h4 = 2_773_480_762;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ code, 597_399_067);
    h2 = h3 ^ Math.imul(h2 ^ code, 2_869_860_233);
    h3 = h4 ^ Math.imul(h3 ^ code, 951_274_213);
    h4 = h1 ^ Math.imul(h4 ^ code, 2_716_044_179);
  }
  return [h1 ^ h3, h2 ^ h4, h3 ^ (h1 >>> 7), h4 ^ (h2 >>> 11)];
}
