import { cat, edit, files } from "./fileCommands.js";
import type { OwnCommand } from "./ownCommand.js";
import { failed, said } from "./ownCommand.js";
import { nextOfPage } from "./pageProgress.js";
import { open, save } from "./runCommands.js";
import { presentState } from "./timeline.js";
import { history, redo, undo } from "./timelineCommands.js";

const next: OwnCommand = {
  name: "next",
  usage: "",
  about: "runs the next command of the page",
  run: ({ timeline }) => {
    const { progress } = presentState(timeline);
    const step = nextOfPage(progress);
    if (step !== undefined) return { exitCode: 0, text: `$ ${step.text}\n`, goesOnWith: step.text };
    return failed(progress.commands.length === 0 ? "No page is open." : "The page has no more commands.");
  },
};

const exit: OwnCommand = {
  name: "exit",
  usage: "[CODE]",
  about: "ends the shell, as Ctrl-D does",
  run: ({ words, exitCode }) => {
    const [word = String(exitCode)] = words;
    if (words.length > 1 || !/^\d{1,3}$/.test(word) || Number(word) > 255) {
      return failed("exit takes a number from 0 to 255, or nothing for the exit code of the last command.");
    }
    return { exitCode: Number(word), leaves: true };
  },
};

/** What a line can be beside the shell's own commands. */
const clusterCommands: readonly (readonly [string, string])[] = [
  ["nomad COMMAND …", "Nomad's command line on the simulated cluster; -help says more"],
  ["sleep 30s", "lets virtual time pass"],
  ["timeout 30s nomad …", "ends a command that still waits, as Ctrl-C does"],
  ["coalmine why SUBJECT", "why a job, deployment, allocation or evaluation is as it is, and what comes next"],
  ["coalmine alloc fail ALLOCATION", "a fault: its running tasks end; -task=NAME, -exit=CODE"],
  ["coalmine node down NODE", "a fault: a client is cut off; -tasks=die: its machine dies"],
  ["coalmine node up NODE", "it is back"],
];

const help: OwnCommand = {
  name: "help",
  usage: "",
  about: "this list",
  run: () => {
    const own = ownCommands.map(({ name, usage, about }) => [`${name} ${usage}`.trim(), about] as const);
    const rows = [...clusterCommands, ...own];
    const width = Math.max(...rows.map(([usage]) => usage.length));
    return said(rows.map(([usage, about]) => `${usage.padEnd(width)}  ${about}\n`).join(""));
  },
};

/** The shell's own commands, in the order of `help`. */
export const ownCommands: readonly OwnCommand[] = [undo, redo, history, next, cat, edit, files, save, open, help, exit];
