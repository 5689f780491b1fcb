import type { StyleName } from "../context.js";
import { current } from "./current.js";
import { docs2017 } from "./docs2017/docs2017.js";
import type { Style } from "./style.js";

const styles: Readonly<Record<StyleName, Style>> = { current, "docs-2017": docs2017 };

/** The style of a name. */
export function styleNamed(name: StyleName): Style {
  return styles[name];
}
