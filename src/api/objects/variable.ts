import type { Nanoseconds } from "./nanoseconds.js";

/** A row of `/v1/vars` (spec 07 §14). */
export interface VariableStub {
  readonly Namespace: string;
  readonly Path: string;
  readonly CreateIndex: number;
  readonly ModifyIndex: number;
  readonly CreateTime: Nanoseconds;
  readonly ModifyTime: Nanoseconds;
}

/** `/v1/var/:path`. */
export interface ApiVariable extends VariableStub {
  readonly Items: Readonly<Record<string, string>>;
}
