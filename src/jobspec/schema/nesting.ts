/** A table of this folder, as far as names and nesting go: what holds for any block, whatever its model. */
export interface SchemaTable {
  readonly goType: string;
  readonly entries: readonly { readonly field: { readonly json: string; readonly kind: SchemaKind } }[];
}

export interface SchemaKind {
  readonly name: string;
  readonly goType: string;
  /** A nested block's own table. */
  readonly block?: SchemaTable;
  /** What a list or a map holds. */
  readonly of?: SchemaKind;
}
