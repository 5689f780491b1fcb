import { describe, expect, test } from "vitest";
import { canary, jobFile, ShellPlay, start } from "./shellPlay.js";

const seconds = ({ state }: ShellPlay) => (state.world.now - start) / 1000;

/** A shell with a job of two allocations that has been running for a minute. */
async function withJob(): Promise<ShellPlay> {
  const play = new ShellPlay();
  play.machine.set("v1.json", jobFile());
  play.machine.set("v2.json", jobFile(canary));
  await play.type("nomad job run -detach -json v1.json", "sleep 1m");
  return play;
}

describe("commands about the cluster", () => {
  test("nomad, coalmine, sleep and timeout, as in a page", async () => {
    const play = await withJob();
    expect(seconds(play)).toBe(60);
    expect(await play.type("nomad job status")).toContain("example  service  50        running");
    const [id = ""] = play.state.world.allocations.keysArray();
    expect(await play.type(`coalmine alloc fail ${id.slice(0, 8)}`)).toBe("");
    expect(await play.type(`coalmine why ${id.slice(0, 8)}`)).toContain("task main of example.web[");
    await play.type("timeout 5s sleep 1h");
    expect([play.shell.exitCode, seconds(play)]).toEqual([124, 65]);
  });

  test("a line that is no command is said so, and changes nothing", async () => {
    const play = await withJob();
    const before = play.state;
    const said = await play.typeByStream("ls", "job status example", "sleep soon", "nomad status | less");
    expect(said).toEqual([
      'stderr: There is no command "ls" here: help says what there is.\n',
      'stderr: There is no command "job" here. Did you mean: nomad job status example\n',
      "stderr: sleep takes one duration, for instance: sleep 16s\n",
      'stderr: "|" is for a shell; here a line is one command.\n',
    ]);
    expect(play.shell.exitCode).toBe(127);
    expect(play.state).toBe(before);
  });

  test("a command that breaks off changes nothing, and the shell goes on", async () => {
    const broken = { breathe: () => Promise.reject(new Error("the disk is full")) };
    const play = new ShellPlay(undefined, broken);
    const before = play.state;
    expect(await play.type("sleep 1m")).toBe("The command broke off: the disk is full.\n");
    expect(play.shell.exitCode).toBe(1);
    expect(play.state).toBe(before);
    expect(await play.type("nomad node status")).toContain("client-2");
  });

  test("a command may ask, and read what its heredoc gives it", async () => {
    const play = await withJob();
    play.answers.push("n");
    expect(await play.type("nomad job stop exam")).toContain("Cancelling job stop");
    const given = `nomad job run -detach -json - <<EOF\n${jobFile({ ID: "given" })}\nEOF`;
    expect(await play.type(given)).toContain("Job registration successful");
    expect(play.state.world.jobs.size).toBe(2);
  });

  test("colours are the host's", async () => {
    const colourful = new ShellPlay(undefined, { hasColours: true });
    colourful.machine.set("v1.json", jobFile());
    await colourful.type("nomad job run -detach -json v1.json");
    expect(await colourful.type("nomad job status example")).toContain("\u001b[1mSummary");
    const plain = await withJob();
    expect(await plain.type("nomad job status example")).not.toContain("\u001b");
  });
});

describe("a command that waits", () => {
  test("for what will never come is ended at once", async () => {
    const play = await withJob();
    const said = await play.type("nomad job run -json v2.json");
    expect(said).toContain("Deployment is running but requires manual promotion");
    expect(said).toMatch(/\nNothing more happens by itself, so the command would wait for ever: it was ended.*\n$/);
    expect([play.shell.exitCode, seconds(play)]).toEqual([130, 70]);
    expect(await play.type("nomad job promote -detach example")).toContain("Evaluation ID");
  });

  test("with a short wait shows something first", async () => {
    const play = await withJob();
    await play.type("nomad job run -detach -json v2.json", "sleep 30s");
    const [id = ""] = play.state.world.watchers.keysArray();
    const said = await play.type(`nomad deployment status -monitor ${id}`);
    expect(said.split("requires manual promotion")).toHaveLength(6);
    expect(seconds(play)).toBe(100);
  });

  test("under a limit of the user goes on until then", async () => {
    const play = await withJob();
    await play.type("timeout 2h nomad job run -json v2.json");
    expect([play.shell.exitCode, seconds(play)]).toEqual([124, 60 + 7200]);
  });

  test("ends by Ctrl-C; what it did before is done, time stands", async () => {
    const play: ShellPlay = new ShellPlay(undefined, { breathe: async () => play.shell.interrupt() });
    play.machine.set("v1.json", jobFile());
    const said = await play.type("nomad job run -json v1.json");
    expect(said).toContain("Monitoring deployment");
    expect([play.shell.exitCode, seconds(play), play.state.world.jobs.size]).toEqual([130, 0, 1]);
  });

  test("has no longer than 24 virtual hours, and it is said how to have them back", async () => {
    const play = new ShellPlay();
    expect(await play.type("sleep 25h")).toContain("24 virtual hours, and these have passed. undo takes them back");
    expect([play.shell.exitCode, seconds(play)]).toEqual([124, 86_400]);
    await play.type("undo");
    expect(seconds(play)).toBe(0);
  });
});

describe("going back and forth", () => {
  test("undo has the World before again, the very same; redo the one after", async () => {
    const play = await withJob();
    const worlds = [play.state.world];
    for (const line of ["coalmine node down client-1", "sleep 1m", "nomad job stop -detach example"]) {
      await play.type(line);
      worlds.push(play.state.world);
    }
    expect(await play.type("undo")).toBe("Took back: nomad job stop -detach example\n");
    expect(play.state.world).toBe(worlds[2]);
    expect(await play.type("undo 2")).toBe("Took back: sleep 1m\nTook back: coalmine node down client-1\n");
    expect(play.state.world).toBe(worlds[0]);
    expect(await play.type("redo")).toBe("Again: coalmine node down client-1\n");
    expect(play.state.world).toBe(worlds[1]);
    await play.type("redo 100");
    expect(play.state.world).toBe(worlds[3]);
  });

  test("files come and go as well", async () => {
    const play = new ShellPlay();
    await play.type("cat > a.txt <<EOF\none\nEOF", "cat > a.txt <<EOF\ntwo\nEOF");
    expect(await play.type("cat a.txt")).toBe("two\n");
    expect(await play.type("undo", "cat a.txt")).toBe("Took back: cat > a.txt\none\n");
    expect(await play.type("undo", "cat a.txt")).toContain("open a.txt: no such file or directory");
    expect(await play.type("redo 2", "cat a.txt")).toContain("two\n");
  });

  test("a command that only looked is taken back as well, and is said to have changed nothing", async () => {
    const play = await withJob();
    await play.type("nomad status", "sleep 0s");
    expect(await play.type("undo 3")).toBe(
      "Took back: sleep 0s (it changed nothing)\nTook back: nomad status (it changed nothing)\nTook back: sleep 1m\n",
    );
  });

  test("a new command forgets what was taken back", async () => {
    const play = await withJob();
    await play.type("sleep 1h", "undo", "sleep 5s");
    expect(await play.type("redo")).toBe("There is nothing that was taken back.\n");
    expect(seconds(play)).toBe(65);
  });

  test("history says what was done when, and what was taken back", async () => {
    const play = await withJob();
    await play.type("nomad status", "undo");
    expect(await play.type("history")).toBe(
      [
        "1  16:00:00  nomad job run -detach -json v1.json",
        "2  16:00:00  sleep 1m",
        "3  16:01:00  (nomad status)",
        "",
      ].join("\n"),
    );
  });

  test("what cannot be", async () => {
    const play = new ShellPlay();
    expect(await play.type("undo")).toBe("There is nothing to take back.\n");
    expect(await play.type("undo all")).toBe("undo takes a number of commands, or nothing for one.\n");
    expect(await play.type("redo 0")).toBe("redo takes a number of commands, or nothing for one.\n");
    expect(play.shell.exitCode).toBe(1);
  });
});

describe("files", () => {
  test("written here come before the machine's, by whatever name they are called", async () => {
    const play = await withJob();
    await play.type(`cat > ./v1.json <<EOF\n${jobFile({ ID: "mine" })}\nEOF`);
    await play.type("nomad job run -detach -json v1.json");
    expect(play.state.world.jobs.size).toBe(2);
    expect(play.machine.get("v1.json")).toBe(jobFile());
    expect(await play.type("files")).toBe("v1.json  1 line\n");
  });

  test("are written by commands too, and taken back with them", async () => {
    const play = new ShellPlay();
    await play.type("nomad job init -short", "nomad job run -detach ./example.nomad.hcl");
    expect(play.state.world.jobs.size).toBe(1);
    expect(await play.type("files")).toMatch(/^example\.nomad\.hcl {2}\d+ lines\n$/);
    expect(await play.type("nomad job init")).toContain("already exists");
    expect(play.machine.size).toBe(0);
    await play.type("undo 3", "files");
    expect(await play.type("files")).toBe("");
  });

  test("are changed in an editor, where there is one", async () => {
    const seen: string[] = [];
    const play = new ShellPlay(undefined, {
      edit: async (name, text) => {
        seen.push(name, text);
        return `${text}more\n`;
      },
    });
    play.machine.set("a.txt", "one\n");
    await play.type("edit a.txt", "edit b.txt");
    expect(seen).toEqual(["a.txt", "one\n", "b.txt", ""]);
    expect(await play.type("files")).toBe("a.txt  2 lines\nb.txt  1 line\n");
    expect(play.machine.get("a.txt")).toBe("one\n");
    expect(await new ShellPlay().type("edit a.txt")).toBe(
      "There is no editor here: cat > a.txt <<EOF writes a file.\n",
    );
  });

  test("an editor that changes nothing is no step", async () => {
    const play = new ShellPlay(undefined, { edit: async () => undefined });
    expect(await play.type("edit a.txt", "undo")).toBe("Nothing was changed.\nThere is nothing to take back.\n");
  });

  test.each([
    ["cat", "cat takes one file."],
    ["cat a b", "cat takes one file."],
    ["cat nothing", "open nothing: no such file or directory"],
    ["cat > a.txt", "The text of the file is missing: cat > a.txt <<EOF, lines, EOF"],
    ["cat > a b <<EOF\nEOF", "cat > takes one file."],
    ["cat a.txt <<EOF\nEOF", "What is read has to go somewhere: cat > a.txt <<EOF"],
    ["cat 'a", "A single quote is not closed."],
    ["edit", "edit takes one file."],
  ])("%s: %s", async (line, problem) => {
    const play = new ShellPlay();
    const before = play.state;
    expect(await play.type(line)).toBe(`${problem}\n`);
    expect(play.shell.exitCode).toBeGreaterThan(0);
    expect(play.state).toBe(before);
  });
});

describe("the shell itself", () => {
  test("help names every command", async () => {
    const play = new ShellPlay();
    const help = await play.type("help");
    for (const name of ["nomad", "sleep", "coalmine why", "undo", "redo", "save", "open", "history", "exit"]) {
      expect(help).toMatch(new RegExp(`^${name}`, "m"));
    }
  });

  test.each([
    ["exit", 0],
    ["exit 3", 3],
    ["nomad job status nobody\nexit", 1],
  ])("%j ends it", async (lines, exitCode) => {
    const play = new ShellPlay();
    await play.type(lines);
    expect([play.shell.hasEnded, play.shell.exitCode]).toEqual([true, exitCode]);
  });

  test("exit with nonsense does not", async () => {
    const play = new ShellPlay();
    await play.type("exit now");
    expect([play.shell.hasEnded, play.shell.exitCode]).toEqual([false, 1]);
  });

  test("where nobody sees the prompt, errors name their line", async () => {
    const play = new ShellPlay(undefined, { isTerminal: false });
    expect(await play.type("", "# a comment", "ls", "undo")).toBe(
      'line 3: There is no command "ls" here: help says what there is.\nline 4: There is nothing to take back.\n',
    );
  });
});
