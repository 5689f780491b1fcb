import { InvalidArgumentError } from "commander";

const agentName = "agent";

/**
 * Nomad's agent takes its flags with one dash (`-dev`, `-port=4646`): in a command line of the agent they get a second one.
 *
 * @param argv As in `process.argv`: program, script, command, flags.
 */
export function goFlags(argv: readonly string[]): string[] {
  if (argv[2] !== agentName) return [...argv];
  return argv.map((word, place) => (place > 2 && /^-[a-z]{2,}/.test(word) ? `-${word}` : word));
}

/** @throws {InvalidArgumentError} for what is no port; 0 lets the machine choose one. */
export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return port;
}
