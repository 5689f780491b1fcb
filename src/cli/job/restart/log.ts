import type { Invocation } from "../../definition.js";
import { shortId } from "../../text/shortId.js";

/** The running commentary of `job restart`: headlines and what belongs to them, each with the time. Spec 06 §6.5. */
export interface RestartLog {
  headline(text: string): void;
  line(text: string): void;
  /** The beginning of an ID, in quotes. */
  short(id: string): string;
  /** `==> ts: ` before a question. */
  question(text: string): string;
}

export function restartLog(invocation: Invocation, idLength: number): RestartLog {
  const { ui, style } = invocation;
  const stamped = (text: string) => `${style.formatTimestamp(invocation.now())}: ${text}`;
  return {
    headline: (text) => ui.output(ui.colourise(`[bold]==> ${stamped(text)}[reset]`)),
    line: (text) => ui.output(ui.colourise(`    ${stamped(text)}`)),
    short: (id) => `"${shortId(id, idLength)}"`,
    question: (text) => `==> ${stamped(text)}`,
  };
}
