import type { Type } from "../values/type.js";
import type { Value } from "../values/value.js";

/** One parameter of a function. */
export interface Parameter {
  readonly name: string;
  /** What arguments are converted to. */
  readonly type: Type;
  readonly allowsNull?: true;
  /** Whether the function itself deals with unknown arguments. Without this an unknown argument makes an unknown result. */
  readonly allowsUnknown?: true;
  /** Whether the function itself deals with a null of no type. Without this such a null makes an unknown result. */
  readonly allowsDynamic?: true;
  /** The evaluator hands over the expression, or reads it as a type, instead of its value. */
  readonly takes?: "expression" | "type";
}

/** The files that functions of a job file may read. Without them these functions are refused. Spec 05 §6.5. */
export interface FunctionFiles {
  /** The text of a file; throws an Error that says why there is none. */
  read(path: string): string;
  exists(path: string): boolean;
  /** All files, with paths relative to the working directory or absolute ones. */
  list(): readonly string[];
  readonly workingDirectory: string;
  readonly home: string;
}

/** What a function may use of the world outside. */
export interface FunctionContext {
  /** The next random number, at least 0 and less than 1. */
  random(): number;
  readonly files?: FunctionFiles;
}

/** A function of job files: what it is called with, and what it makes of it. */
export interface FunctionSpec {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Any number of further arguments. */
  readonly variadic?: Parameter;
  /** Absent for the functions that only the evaluator can call: those that take expressions or types. */
  readonly compute?: Compute;
}

/** The arguments have the types of their parameters. Says no by {@link refuse}. */
export type Compute = (args: readonly Value[], context: FunctionContext) => Value;

/** Why a call comes to nothing; with an argument's place, what is wrong with that argument. */
export class Refusal extends Error {
  readonly argument: number | undefined;

  constructor(message: string, argument: number | undefined) {
    super(message);
    this.argument = argument;
  }
}

export function refuse(message: string, argument?: number): never {
  throw new Refusal(message, argument);
}
