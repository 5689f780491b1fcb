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
  /** MHz. */
  readonly cpu?: number | undefined;
  readonly memoryMb?: number | undefined;
  readonly diskMb?: number | undefined;
}
