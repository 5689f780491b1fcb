import type { StyleName } from "../context.js";
import type { ZoneOffset } from "../text/times.js";
import { current } from "./current.js";
import { docs2017 } from "./docs2017/docs2017.js";
import type { Style } from "./style.js";

const styles: Readonly<Record<StyleName, Style>> = { current, "docs-2017": docs2017 };

/** The style of a name, with its times in a zone; without one in UTC. */
export function styleNamed(name: StyleName, zone?: ZoneOffset): Style {
  const style = styles[name];
  return zone === undefined ? style : { ...style, formatTimestamp: (instant) => style.formatTimestamp(instant, zone) };
}
