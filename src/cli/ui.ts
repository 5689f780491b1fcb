import type { Terminal } from "./context.js";
import { type ColourSwitches, colourise } from "./text/colour.js";

/** Where a command's texts go; each call writes its text and one line break. Spec 06 §2.1. */
export interface Ui {
  output(text: string): void;
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
  /** Colour markup to escapes, or to nothing. */
  colourise(markup: string): string;
  /** A section: an empty line, the title in bold. */
  title(text: string): void;
}

/** The colour of whole messages. */
interface MessageColours {
  readonly output: string | undefined;
  readonly info: string | undefined;
  readonly warn: string | undefined;
  readonly error: string | undefined;
}

const bright: MessageColours = { output: "0", info: "92", warn: "93", error: "91" };
const plain: MessageColours = { output: undefined, info: undefined, warn: undefined, error: undefined };

/** The command's own texts on a terminal. */
export function terminalUi(terminal: Terminal, switches: ColourSwitches): Ui {
  return writer(terminal, switches.markup, switches.messages ? bright : plain, {
    output: "",
    info: "",
    warn: "",
    error: "",
  });
}

/** The monitor's texts: `==> ` before headlines, four spaces before the rest. Spec 06 §2.1, §2.2. */
export function monitorUi(terminal: Terminal, switches: ColourSwitches): Ui {
  const colours = switches.messages ? { ...bright, info: undefined } : plain;
  return writer(terminal, switches.markup, colours, { output: "    ", info: "==> ", warn: "", error: "==> " });
}

/** Text inside the colour of the command's plain output; for what is written without a line break. */
export function outputColoured(text: string, switches: ColourSwitches): string {
  return coloured(text, switches.messages ? bright.output : undefined);
}

function writer(
  terminal: Terminal,
  markup: boolean,
  colours: MessageColours,
  prefixes: Readonly<Record<keyof MessageColours, string>>,
): Ui {
  const say = (kind: keyof MessageColours, stream: "stdout" | "stderr") => (text: string) => {
    const prefixed = text === "" ? "" : prefixes[kind] + text;
    terminal.write(stream, `${coloured(prefixed, colours[kind])}\n`);
  };
  const output = say("output", "stdout");
  return {
    output,
    info: say("info", "stdout"),
    warn: say("warn", "stderr"),
    error: say("error", "stderr"),
    colourise: (text) => colourise(text, markup),
    title: (text) => output(colourise(`\n[bold]${text}[reset]`, markup)),
  };
}

function coloured(text: string, code: string | undefined): string {
  return code === undefined ? text : `\u001b[${code}m${text}\u001b[0m`;
}
