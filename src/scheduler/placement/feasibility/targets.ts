import type { Node } from "../../../model/node.js";

/** What one side of a constraint is on a node; undefined where the node has no such thing. */
export type Target = (node: Node) => string | undefined;

const nodeFields: Readonly<Record<string, Target>> = {
  "${node.unique.id}": (node) => node.id,
  "${node.unique.name}": (node) => node.name,
  "${node.datacenter}": (node) => node.datacenter,
  "${node.class}": (node) => node.nodeClass,
  "${node.pool}": (node) => node.nodePool,
};

const attributePrefix = `\${attr.`;
const metaPrefix = `\${meta.`;
const escapingPrefixes = [`\${node.unique.`, `\${attr.unique.`, `\${meta.unique.`, `\${unique.`];

/**
 * How to read a constraint's target on a node: a literal, a field of the node, an attribute or a meta value. The whole
 * text has to be one interpolation. Spec 03 §9.1.
 */
export function targetOf(text: string): Target {
  if (isLiteral(text)) return () => text;
  const field = nodeFields[text];
  if (field !== undefined) return field;
  if (text.startsWith(attributePrefix)) {
    const key = keyAfter(text, attributePrefix);
    return (node) => ownText(node.attributes[key]);
  }
  if (text.startsWith(metaPrefix)) {
    const key = keyAfter(text, metaPrefix);
    return (node) => ownText(node.meta[key]);
  }
  return () => undefined;
}

export function isLiteral(text: string): boolean {
  return !text.startsWith("${");
}

/** A target that nodes of one computed class may answer differently (spec 03 §8.2). */
export function escapesClass(text: string): boolean {
  return escapingPrefixes.some((prefix) => text.startsWith(prefix));
}

function keyAfter(text: string, prefix: string): string {
  return text.slice(prefix.length, text.endsWith("}") ? -1 : undefined);
}

/** Guards against keys such as `constructor`, which every object answers. */
function ownText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
