import { httpApi } from "../../api/http.js";
import { type Candidate, type Expectation, expectedAfter } from "../../cli/completion.js";
import { connectionSettings } from "../../cli/connectionSettings.js";
import { parseFlags } from "../../cli/flags.js";
import { generalFlags } from "../../cli/generalFlags.js";
import { Connections } from "../connections.js";
import { namesOf } from "./names.js";

/** Whoever pressed TAB waits: an agent that does not answer so soon counts as away. */
const patienceMs = 700;

/** What the last word of a line can become. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** The names of files as well; the shell knows them. */
  readonly files: boolean;
}

/** Completes words of Coalmine's own command line. */
export type OwnCompleter = (words: readonly string[], last: string) => Promise<Completion>;

/**
 * Completes the last word of a `coalmine` command line: what follows `nomad` by the definitions of its commands and by asking
 * the agent that the line or the environment names, everything else by the flags of Coalmine's own commands.
 *
 * @param words The words after `coalmine`, without the last one.
 * @param last The word to complete, as far as it stands; empty for a new one.
 */
export function completeLine(
  words: readonly string[],
  last: string,
  environment: Readonly<Record<string, string | undefined>>,
  own: OwnCompleter,
): Promise<Completion> {
  const [first, ...rest] = words;
  return first === "nomad" ? completeNomad(rest, last, environment) : own(words, last);
}

async function completeNomad(
  words: readonly string[],
  last: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Completion> {
  const expected = expectedAfter(words, last);
  const names = expected.subjects.some((subject) => subject !== "file") ? await ask(expected, environment) : [];
  return { candidates: [...expected.candidates, ...names], files: expected.subjects.includes("file") };
}

/** No agent, no right, no time: then there are no names. A prompt is no place for complaints. */
async function ask(
  expected: Expectation,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly Candidate[]> {
  const connections = new Connections(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<readonly Candidate[]>((resolve) => {
    timer = setTimeout(() => resolve([]), patienceMs);
  });
  try {
    const { flags } = parseFlags(expected.general, generalFlags);
    const settings = connectionSettings(flags, environment);
    const api = httpApi(settings.address, connections.open(settings), { token: settings.token });
    const query = {
      region: flags.region || environment.NOMAD_REGION || undefined,
      namespace: flags.namespace || environment.NOMAD_NAMESPACE || undefined,
    };
    return await Promise.race([namesOf(expected, api, query), tooLate]);
  } catch {
    return [];
  } finally {
    clearTimeout(timer);
    connections.close();
  }
}
