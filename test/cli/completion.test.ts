import { describe, expect, test } from "vitest";
import { commandWords } from "../../src/cli/command.js";
import { expectedAfter } from "../../src/cli/completion.js";

/** What may follow a line; its last word is the one to complete. */
function expectedFor(line: string) {
  const words = line.split(" ");
  return expectedAfter(words.slice(0, -1), words.at(-1) ?? "");
}

const wordsFor = (line: string) => expectedFor(line).candidates.map(({ word }) => word);

describe("the words of commands", () => {
  test("every command can be reached, word by word", () => {
    for (const { path } of commandWords("current")) {
      const words = path.split(" ");
      for (let place = 0; place < words.length; place++) {
        expect(wordsFor([...words.slice(0, place), ""].join(" "))).toContain(words[place]);
      }
    }
  });

  test.each([
    ["job st", ["start", "status", "stop"]],
    ["job status x", []],
    ["deployment pro", ["promote"]],
    ["bogus ", []],
  ])("after %j", (line, words) => {
    expect(wordsFor(line)).toEqual(words);
  });

  test("say what they are about", () => {
    expect(expectedFor("job prom").candidates).toEqual([
      { word: "promote", about: commandWords("current").find(({ path }) => path === "job promote")?.about },
    ]);
  });
});

describe("flags", () => {
  test("are those of the definition and the general ones; what takes a value goes on", () => {
    expect(wordsFor("job promote -")).toEqual(expect.arrayContaining(["-detach", "-group=", "-address=", "-token="]));
    expect(wordsFor("job promote --g")).toEqual(["--group="]);
    expect(wordsFor("node status -detach")).toEqual([]);
  });

  test("come before the arguments only", () => {
    expect(wordsFor("job promote web -")).toEqual([]);
    expect(wordsFor("job promote -detach -g")).toEqual(["-group="]);
  });
});

describe("what an argument names", () => {
  test.each([
    ["job status ", ["job"]],
    ["job promote -detach ", ["job"]],
    ["job promote -group ", ["group"]],
    ["job run -check-index ", []],
    ["job promote -group web ", ["job"]],
    ["job promote -- ", ["job"]],
    ["job promote one ", []],
    ["job stop one ", ["job"]],
    ["stop ", ["job"]],
    ["job scale web ", ["group"]],
    ["job run ", ["file"]],
    ["run -var a=b ", ["file"]],
    ["alloc status ", ["allocation"]],
    ["deployment promote ", ["deployment"]],
    ["eval status ", ["evaluation"]],
    ["node status ", ["node"]],
    ["status ", ["job", "allocation", "deployment", "evaluation", "node", "namespace"]],
    ["job status -namespace ", ["namespace"]],
    ["job status -namespace=", ["namespace"]],
    ["job run -var-file=", ["file"]],
    ["job status -token ", []],
    ["version ", []],
  ])("after %j", (line, subjects) => {
    expect(expectedFor(line).subjects).toEqual(subjects);
  });

  test("begins after the flag that it belongs to", () => {
    expect(expectedFor("job status -namespace=pr")).toMatchObject({ before: "-namespace=", start: "pr" });
    expect(expectedFor("job status -namespace pr")).toMatchObject({ before: "", start: "pr" });
    expect(expectedFor("job status we")).toMatchObject({ before: "", start: "we" });
  });

  test("is asked for where the line says", () => {
    expect(expectedFor("job status -address=http://a -all-allocs -namespace prod ").general).toEqual([
      "-address=http://a",
      "-namespace=prod",
    ]);
    expect(expectedFor("job scale web ").positionals).toEqual(["web"]);
  });
});
