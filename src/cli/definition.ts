import type { NomadApi, Query } from "../api/nomadApi.js";
import { ClientLists } from "./clientLists.js";
import { connectionSettings } from "./connectionSettings.js";
import type { CommandContext } from "./context.js";
import { CommandFailure, describeError, passInterruption } from "./failure.js";
import { FlagError, type FlagTable, type FlagValues, parseBoolean, parseFlags } from "./flags.js";
import { generalFlags } from "./generalFlags.js";
import { commandHelp } from "./help.js";
import type { Style } from "./styles/style.js";
import type { ColourSwitches } from "./text/colour.js";
import { terminalUi, type Ui } from "./ui.js";

/** One run of `nomad`, before it is known which command it is. */
export interface Run {
  readonly context: CommandContext;
  readonly style: Style;
  readonly switches: ColourSwitches;
  /** All arguments after `nomad`. */
  readonly argv: readonly string[];
  /** Runs another command in place of this one. */
  runCommand(path: string, argv: readonly string[]): Promise<number>;
}

/** What a command works with. */
export interface Invocation extends Run {
  readonly ui: Ui;
  readonly lists: ClientLists;
  /** @throws {CommandFailure} when there can be no client for the address. */
  readonly api: NomadApi;
  /** Region and namespace of the flags, sent with every request. */
  readonly query: Query;
  /** The secret ID that requests are made with; empty without one. */
  readonly token: string;
  now(): bigint;
  /** Says that the number of arguments is wrong, or what else is wrong with them; answers the exit code. */
  reportUsage(...sentences: readonly string[]): number;
  /** Ends the command's text with where the web UI shows the same. Spec 06 §2.12. */
  showHint(description: string, path: string): Promise<void>;
}

export interface Arguments<Table extends FlagTable> {
  readonly flags: FlagValues<Table>;
  /** Names of the flags that were given, general ones among them. */
  readonly given: ReadonlySet<string>;
  readonly args: readonly string[];
  /** Everything after the command's own name, flags among it. */
  readonly own: readonly string[];
}

export interface CommandDefinition<Table extends FlagTable> {
  /** The words after `nomad`. */
  readonly path: string;
  /** The whole synopsis after `nomad`. */
  readonly synopsis: string;
  /** One line for the help of its group. */
  readonly about: string;
  readonly flags: Table;
  /** What is said when the number of arguments is wrong. */
  readonly usage: readonly string[];
  /** How the command calls itself in "For additional help", where it is not its path. */
  readonly ownName?: string;
  /** The flags that style docs-2017 knows; without it the same. */
  readonly flagsOf2017?: readonly string[];
  /** The exit code of whatever goes wrong, where it is not 1. */
  readonly failureExit?: number;
  /** What is said after a flag that cannot be read. */
  readonly flagComplaint?: (error: string) => string;
  run(invocation: Invocation, given: Arguments<Table>): Promise<number>;
}

/** A command as the registry holds it, whatever its flags. */
export interface Command {
  readonly path: string;
  readonly synopsis: string;
  readonly about: string;
  /** Its own flags, without the general ones. */
  flags(style: Style): FlagTable;
  help(style: Style): string;
  run(argv: readonly string[], run: Run): Promise<number>;
}

/** Makes a command of its definition: reads the flags, answers wrong ones, runs it. Spec 06 §2.8. */
export function defineCommand<Table extends FlagTable>(definition: CommandDefinition<Table>): Command {
  const { path, synopsis, about } = definition;
  const help = (style: Style) => commandHelp(synopsis, about, flagsIn(definition, style), style);
  return {
    path,
    synopsis,
    about,
    flags: (style) => flagsIn(definition, style),
    help,
    async run(argv, run) {
      const ui = terminalUi(run.context.terminal, run.switches);
      warnOfHintVariable(run.context, ui);
      try {
        const table = { ...generalFlags, ...flagsIn(definition, run.style) };
        const { flags, given, positionals } = parseFlags(argv, table);
        const invocation = new CommandInvocation(run, ui, definition, flags, () => help(run.style));
        return await definition.run(invocation, {
          flags: withDefaults(definition, flags),
          given,
          args: positionals,
          own: argv,
        });
      } catch (error) {
        if (!(error instanceof FlagError)) throw failureOf(definition, error);
        ui.error(error.message);
        if (definition.flagComplaint) ui.error(definition.flagComplaint(error.message));
        ui.output(help(run.style));
        return definition.failureExit ?? 1;
      }
    },
  };
}

/** An error with the exit code that the command has for all its failures. */
function failureOf({ failureExit }: { readonly failureExit?: number }, error: unknown): unknown {
  return failureExit === undefined ? error : new CommandFailure(describeError(error), failureExit);
}

function flagsIn<Table extends FlagTable>({ flags, flagsOf2017 }: CommandDefinition<Table>, style: Style): FlagTable {
  if (style.name === "current" || flagsOf2017 === undefined) return flags;
  return Object.fromEntries(Object.entries(flags).filter(([name]) => flagsOf2017.includes(name)));
}

/** Flags that the style does not know keep their initial value. */
function withDefaults<Table extends FlagTable>(
  definition: CommandDefinition<Table>,
  flags: FlagValues<FlagTable>,
): FlagValues<Table> {
  return { ...parseFlags([], definition.flags).flags, ...flags };
}

function warnOfHintVariable({ environment }: CommandContext, ui: Ui): void {
  const word = environment.NOMAD_CLI_SHOW_HINTS;
  if (word === undefined || word === "" || parseBoolean(word) !== undefined) return;
  const quoted = JSON.stringify(word);
  ui.warn(`Invalid value ${quoted} for NOMAD_CLI_SHOW_HINTS: strconv.ParseBool: parsing ${quoted}: invalid syntax`);
}

class CommandInvocation implements Invocation {
  readonly context: CommandContext;
  readonly style: Style;
  readonly switches: ColourSwitches;
  readonly argv: readonly string[];
  readonly ui: Ui;
  readonly query: Query;
  readonly token: string;
  private readonly run: Run;
  private readonly definition: Pick<CommandDefinition<FlagTable>, "path" | "ownName" | "usage" | "failureExit">;
  private readonly settings: FlagValues<typeof generalFlags>;
  private readonly helpText: () => string;
  private client: NomadApi | undefined;

  constructor(
    run: Run,
    ui: Ui,
    definition: Pick<CommandDefinition<FlagTable>, "path" | "ownName" | "usage" | "failureExit">,
    settings: FlagValues<typeof generalFlags>,
    helpText: () => string,
  ) {
    this.run = run;
    this.context = run.context;
    this.style = run.style;
    this.switches = run.switches;
    this.argv = run.argv;
    this.ui = ui;
    this.definition = definition;
    this.settings = settings;
    this.helpText = helpText;
    const { environment } = run.context;
    this.token = settings.token || environment.NOMAD_TOKEN || "";
    this.query = {
      region: settings.region || environment.NOMAD_REGION || undefined,
      namespace: settings.namespace || environment.NOMAD_NAMESPACE || undefined,
    };
  }

  get api(): NomadApi {
    this.client ??= this.connect();
    return this.client;
  }

  get lists(): ClientLists {
    return new ClientLists(this.api, this.style.sortRows);
  }

  runCommand(path: string, argv: readonly string[]): Promise<number> {
    return this.run.runCommand(path, argv);
  }

  now(): bigint {
    return this.context.clock.now();
  }

  reportUsage(...sentences: readonly string[]): number {
    const { path, ownName, usage } = this.definition;
    const said = sentences.length === 0 ? usage : sentences;
    this.style.reportUsage(this.ui, { sentences: said, name: ownName ?? path, help: this.helpText() });
    return this.definition.failureExit ?? 1;
  }

  async showHint(description: string, path: string): Promise<void> {
    if (!this.style.showsHints || !this.context.hints || !(await this.wantsHints())) return;
    const url = `${this.api.address}/ui${path}`;
    if (this.switches.markup) {
      this.ui.warn(this.ui.colourise(`[bold][magenta]\n==> ${description} in the Web UI:[reset] [blue]${url}`));
      return;
    }
    this.ui.warn(`\n\n==> ${description} in the Web UI: ${url}`);
  }

  /** The variable decides; the agent where it says nothing. */
  private async wantsHints(): Promise<boolean> {
    const wish = parseBoolean(this.context.environment.NOMAD_CLI_SHOW_HINTS ?? "");
    if (wish !== undefined) return wish;
    try {
      return await this.api.showsHints(this.query);
    } catch (error) {
      passInterruption(error);
      return false;
    }
  }

  private connect(): NomadApi {
    const { context, settings } = this;
    if (context.connect === undefined) return context.api;
    try {
      return context.connect(connectionSettings(settings, context.environment));
    } catch (error) {
      throw new CommandFailure(`Error initializing client: ${describeError(error)}`);
    }
  }
}
