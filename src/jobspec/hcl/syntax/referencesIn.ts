import type { Expression, ReferenceExpression } from "./node.js";

/** The references of an expression to what lies outside of it: the names of its own loops are left out. */
export function referencesIn(expression: Expression): readonly ReferenceExpression[] {
  switch (expression.kind) {
    case "literal":
    case "item":
      return [];
    case "reference":
      return [expression];
    case "template":
      return expression.parts.flatMap(referencesIn);
    case "wrap":
    case "parentheses":
      return referencesIn(expression.inner);
    case "join":
      return referencesIn(expression.loop);
    case "access":
      return referencesIn(expression.source);
    case "call":
      return expression.parameters.flatMap(referencesIn);
    case "unary":
      return referencesIn(expression.operand);
    case "binary":
      return [...referencesIn(expression.left), ...referencesIn(expression.right)];
    case "conditional":
      return [expression.condition, expression.whenTrue, expression.whenFalse].flatMap(referencesIn);
    case "index":
      return [...referencesIn(expression.collection), ...referencesIn(expression.key)];
    case "tuple":
      return expression.elements.flatMap(referencesIn);
    case "object":
      return expression.entries.flatMap(({ key, value, isComputed }) => [
        ...(key.kind === "reference" && !isComputed ? [] : referencesIn(key)),
        ...referencesIn(value),
      ]);
    case "for": {
      const own = [expression.keyName, expression.valueName];
      const inside = [expression.key, expression.value, expression.condition].flatMap((part) =>
        part === undefined ? [] : referencesIn(part),
      );
      return [...referencesIn(expression.collection), ...inside.filter(({ root }) => !own.includes(root))];
    }
    case "splat":
      return [...referencesIn(expression.source), ...referencesIn(expression.each)];
  }
}
