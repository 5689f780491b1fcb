import type { OwnCall, OwnCommand, OwnResult } from "./ownCommand.js";
import { failed, said } from "./ownCommand.js";
import { comingMoments, lastMoments, moved, stateBefore } from "./timeline.js";

export const undo: OwnCommand = {
  name: "undo",
  usage: "[N]",
  about: "takes the last command back, or the last N: the cluster and the files are as before",
  run: (call) => {
    const count = countOf(call);
    if (count === undefined) return wrongCount("undo");
    const taken = lastMoments(call.timeline, count);
    if (taken.length === 0) return failed("There is nothing to take back.");
    const texts = taken.map(({ line, hasEffect }) => `Took back: ${line}${hasEffect ? "" : " (it changed nothing)"}\n`);
    return said(texts.join(""), moved(call.timeline, -taken.length));
  },
};

export const redo: OwnCommand = {
  name: "redo",
  usage: "[N]",
  about: "brings back what was taken back, until a new command is run",
  run: (call) => {
    const count = countOf(call);
    if (count === undefined) return wrongCount("redo");
    const coming = comingMoments(call.timeline, count);
    if (coming.length === 0) return failed("There is nothing that was taken back.");
    return said(coming.map(({ line }) => `Again: ${line}\n`).join(""), moved(call.timeline, coming.length));
  },
};

export const history: OwnCommand = {
  name: "history",
  usage: "",
  about: "the commands so far and when they were given; what was taken back stands in brackets",
  run: ({ timeline }) => {
    const width = String(timeline.moments.length).length;
    const lines = timeline.moments.map(({ line }, place) => {
      const time = new Date(stateBefore(timeline, place).world.now).toISOString().slice(11, 19);
      const isTakenBack = place >= timeline.at;
      return `${String(place + 1).padStart(width)}  ${time}  ${isTakenBack ? `(${line})` : line}\n`;
    });
    return said(lines.join(""));
  },
};

/** One, if nothing else was said; undefined for what is no number of steps. */
function countOf({ words }: OwnCall): number | undefined {
  const [word = "1"] = words;
  return words.length <= 1 && /^[1-9]\d{0,8}$/.test(word) ? Number(word) : undefined;
}

function wrongCount(name: string): OwnResult {
  return failed(`${name} takes a number of commands, or nothing for one.`);
}
