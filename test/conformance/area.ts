/** One recorded case that was replayed: how it differs, in words; empty when it agrees. */
export interface CaseReport {
  readonly name: string;
  readonly family: string;
  readonly differences: readonly string[];
}

export interface AreaOptions {
  /** The folder that directly holds the recordings; undefined: those of the repository. */
  readonly folder: string | undefined;
  /** Only cases whose name starts with this text. */
  readonly only: string | undefined;
}

/** A kind of recordings and how they are replayed: one folder an area. */
export interface Area {
  readonly run: (options: AreaOptions) => readonly CaseReport[] | Promise<readonly CaseReport[]>;
}
