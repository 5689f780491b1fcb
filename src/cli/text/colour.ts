const codes: Readonly<Record<string, number>> = {
  bold: 1,
  dim: 2,
  underline: 4,
  reset: 0,
  reset_bold: 21,
  black: 30,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
  light_gray: 37,
  dark_gray: 90,
  light_red: 91,
  light_green: 92,
  light_yellow: 93,
  light_blue: 94,
  light_magenta: 95,
  light_cyan: 96,
  white: 97,
  default: 39,
};

/** The escape that ends every colour. */
const reset = "\u001b[0m";

/**
 * Replaces colour markup such as `[bold]` by escapes, or by nothing when colour is off. Names that are no colours stay.
 * Spec 06 §2.2.
 */
export function colourise(text: string, isOn: boolean): string {
  let found = false;
  const replaced = text.replace(/\[([A-Za-z0-9_-]+)\]/g, (markup, name: string) => {
    const code = codeOf(name);
    if (code === undefined) return markup;
    found = true;
    return isOn ? `\u001b[${code}m` : "";
  });
  return found && isOn ? replaced + reset : replaced;
}

function codeOf(name: string): number | undefined {
  const background = /^_(.+)_$/.exec(name)?.[1];
  const code = codes[background ?? name];
  return code === undefined || background === undefined ? code : code + 10;
}

/** Which colours one command uses: markup inside texts, and a colour around whole messages. */
export interface ColourSwitches {
  readonly markup: boolean;
  readonly messages: boolean;
}

/** Decides from the raw arguments, the environment and the terminal. Spec 06 §2.2. */
export function colourSwitches(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  isTty: boolean,
): ColourSwitches {
  const isOff = mentions(argv, "no-color") || isSet(environment.NOMAD_CLI_NO_COLOR);
  const isForced = mentions(argv, "force-color") || isSet(environment.NOMAD_CLI_FORCE_COLOR);
  const markup = !isOff && (isTty || isForced);
  return { markup, messages: markup && isTty && !isSet(environment.NO_COLOR) && environment.TERM !== "dumb" };
}

function mentions(argv: readonly string[], flag: string): boolean {
  return argv.includes(`-${flag}`) || argv.includes(`--${flag}`);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}
