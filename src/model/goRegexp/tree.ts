/** Where a pattern wants to be, without taking a character. */
export type Assertion = "textStart" | "textEnd" | "lineStart" | "lineEnd" | "wordBoundary" | "noWordBoundary";

/** A pattern as a tree. */
export type Pattern =
  | { readonly kind: "character"; readonly matches: (character: string) => boolean }
  | { readonly kind: "assertion"; readonly assertion: Assertion }
  | { readonly kind: "sequence"; readonly items: readonly Pattern[] }
  | { readonly kind: "choice"; readonly items: readonly Pattern[] }
  | {
      readonly kind: "repeat";
      readonly item: Pattern;
      readonly least: number;
      readonly most?: number;
      readonly isLazy: boolean;
    }
  /** What it takes can be referred to by its number, counted from 1. */
  | { readonly kind: "group"; readonly number: number; readonly item: Pattern };

/** A pattern that has been read. */
export interface ReadPattern {
  readonly tree: Pattern;
  /** The names of the groups by number; the whole match is number 0 and has none. */
  readonly names: readonly (string | undefined)[];
}

/** Why a pattern is none, in the words of Go's `regexp` package. */
export class PatternProblem extends Error {}
