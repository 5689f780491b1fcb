import { compileGoRegexp, type GoRegexp } from "../../../model/goRegexp/goRegexp.js";

/**
 * A pattern of file paths as a regular expression: `*` and `?` stay within a folder, `**` is any number of folders, `{a,b}` either
 * one. Undefined for a pattern that is none.
 */
export function globRegexp(pattern: string): GoRegexp | undefined {
  const parts = pattern.split("/").map((part, at, all) => {
    const isLast = at === all.length - 1;
    if (part === "**") return isLast ? "(?:[^/]+/)*[^/]+" : "(?:[^/]+/)*";
    const translated = segment(part);
    return translated === undefined ? undefined : translated + (isLast ? "" : "/");
  });
  if (parts.includes(undefined)) return undefined;
  const compiled = compileGoRegexp(`^(?:${parts.join("")})$`);
  return compiled.ok ? compiled.regexp : undefined;
}

/** One folder or file of the path. */
function segment(part: string): string | undefined {
  let output = "";
  let isInBraces = false;
  const tokens = /\\(.)|\[(\^?)((?:\\.|[^\]\\])+)\]|([*?{},])|([^[\\])|(.)/gsu;
  for (const [, quoted, caret = "", inside, sign, plain, wrong] of part.matchAll(tokens)) {
    if (wrong !== undefined) return undefined;
    if (inside !== undefined) output += `[${caret}${inside.replace(/\[/g, "\\[")}]`;
    else if (sign === "*") output += "[^/]*";
    else if (sign === "?") output += "[^/]";
    else if (sign === "{" && !isInBraces) {
      output += "(?:";
      isInBraces = true;
    } else if (sign === "," && isInBraces) output += "|";
    else if (sign === "}" && isInBraces) {
      output += ")";
      isInBraces = false;
    } else output += escaped(quoted ?? sign ?? plain ?? "");
  }
  return isInBraces ? undefined : output;
}

function escaped(character: string): string {
  return /[\\.+*?()|[\]{}^$]/.test(character) ? `\\${character}` : character;
}
