import { compileGoRegexp, type GoRegexp } from "../../../model/goRegexp/goRegexp.js";

const compiled = new Map<string, GoRegexp | undefined>();

/** Whether some part of a text matches a regular expression; what Go refuses to compile matches nothing. Spec 03 §9.2. */
export function regexpMatches(pattern: string, text: string): boolean {
  if (!compiled.has(pattern)) compiled.set(pattern, compiledPattern(pattern));
  return compiled.get(pattern)?.test(text) ?? false;
}

function compiledPattern(pattern: string): GoRegexp | undefined {
  const result = compileGoRegexp(pattern);
  return result.ok ? result.regexp : undefined;
}
