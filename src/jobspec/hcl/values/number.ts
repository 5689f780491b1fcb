/**
 * A number of a job file: Go's `big.Float` of 512 bits, as HCL computes with it. A finite one is `mantissa × 2^exponent`, its
 * mantissa odd or 0 and of at most 512 bits. Spec 05 §6.5.
 */
export type HclNumber = { readonly mantissa: bigint; readonly exponent: number } | { readonly infinite: 1 | -1 };
