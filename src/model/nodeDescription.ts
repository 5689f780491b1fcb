/** What one says of a simulated client that joins; everything else is an ordinary machine. */
export interface NodeDescription {
  readonly name: string;
  /** The beginning of its ID; the World's source completes it. */
  readonly idPrefix?: string | undefined;
  readonly datacenter?: string | undefined;
  readonly nodeClass?: string | undefined;
  readonly nodePool?: string | undefined;
  readonly meta?: Readonly<Record<string, string>> | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  /** Attributes of an ordinary machine that this one lacks. */
  readonly lacks?: readonly string[] | undefined;
  /** The task drivers that are there; without them those of an ordinary machine. */
  readonly drivers?: readonly string[] | undefined;
  /** Its addresses in the host network `default`; without them one. */
  readonly addresses?: readonly string[] | undefined;
  /** MHz. */
  readonly cpu?: number | undefined;
  readonly memoryMb?: number | undefined;
  readonly diskMb?: number | undefined;
}
