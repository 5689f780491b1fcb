import { describe, expect, test } from "vitest";
import type { Input, WrongInput } from "../../src/shell/input.js";
import { InputReader } from "../../src/shell/input.js";
import { inputOfPaste } from "../../src/shell/paste.js";

function read(text: string): readonly (Input | WrongInput)[] {
  const reader = new InputReader();
  return [...text.split("\n").flatMap((line) => reader.feed(line)), ...reader.end()];
}

describe("lines make commands", () => {
  test("one each; comments and empty lines are nothing, a prompt does not matter", () => {
    expect(read("nomad status\n\n# why\n  sleep 1s  \n$ sleep 2s\n  $ sleep 3s")).toEqual([
      { place: 1, line: "nomad status" },
      { place: 4, line: "sleep 1s" },
      { place: 5, line: "sleep 2s" },
      { place: 6, line: "sleep 3s" },
    ]);
  });

  test("a backslash at the end joins the next line", () => {
    expect(read("nomad job run \\\n  -detach \\\n  web.hcl\nsleep 1s\\\\")).toEqual([
      { place: 1, line: "nomad job run -detach web.hcl" },
      { place: 4, line: "sleep 1s\\\\" },
    ]);
  });

  test.each(["cat > a.hcl <<EOF", "cat > a.hcl << 'EOF'", 'cat <<"EOF" > a.hcl', "$ cat > a.hcl <<EOF"])(
    "%s takes the lines down to EOF as they are",
    (line) => {
      const inputs = read(`${line}\n  # not a comment\n\n\`\`\`\n EOF\nend \\\nEOF\nsleep 1s`);
      const given = ["  # not a comment", "", "```", " EOF", "end \\"];
      expect(inputs).toEqual([
        { place: 1, line: expect.stringMatching(/^cat +> +a\.hcl$/), given },
        { place: 8, line: "sleep 1s" },
      ]);
    },
  );

  test("with <<- tabs before the lines are left out", () => {
    expect(read("cat > a <<-END\n\tone\n\t\ttwo\n\tEND")).toEqual([
      { place: 1, line: "cat > a", given: ["one", "two"] },
    ]);
  });

  test("fences of a page: files are written, commands run with the pins of their fence, outputs are passed over", () => {
    const page = [
      "```hcl title=web.hcl",
      "job {}",
      "```",
      "```sh",
      "echo nothing",
      "```",
      "~~~console golden evaluation=ab deployed=web,cache",
      "# first",
      "$ nomad status",
      "ID  Type",
      "",
      "$ sleep 1s",
      "~~~",
    ].join("\n");
    const orders = { deployed: ["web", "cache"] };
    expect(read(page)).toEqual([
      { place: 1, line: "cat > 'web.hcl'", given: ["job {}"] },
      { place: 9, line: "nomad status", pins: { identifiers: { evaluation: ["ab"] }, orders } },
      { place: 12, line: "sleep 1s", pins: { identifiers: undefined, orders } },
    ]);
  });

  test("what is not complete at the end, or no fence, is said with its line", () => {
    expect(read("sleep 1s\ncat > a <<EOF\nx")).toEqual([
      { place: 1, line: "sleep 1s" },
      { place: 2, problem: 'A line "EOF" has to end what the command reads.' },
    ]);
    expect(read("sleep 1s \\")).toEqual([{ place: 1, problem: "The last line ends with a backslash." }]);
    expect(read("\n```console\n$ sleep 1s")).toEqual([
      { place: 2, problem: 'The fence is not closed: a line "```" has to end it.' },
    ]);
    expect(read("```console\nstray\n```")).toEqual([
      { place: 2, problem: 'A console block starts with a command: a line that begins with "$ ".' },
    ]);
    expect(read("```console colour=red\n```")).toEqual([
      { place: 1, problem: expect.stringMatching(/^Nothing to pin is called "colour"/) },
    ]);
  });

  test("Ctrl-C drops what is not complete", () => {
    const reader = new InputReader();
    reader.feed("cat > a <<EOF");
    expect(reader.isOpen).toBe(true);
    reader.drop();
    expect(reader.isOpen).toBe(false);
    expect(reader.feed("EOF")).toEqual([{ place: 2, line: "EOF" }]);
  });
});

describe("a pasted text", () => {
  test("is taken as it is, if it is no piece of a page", () => {
    expect(inputOfPaste("sleep 1s\rsleep 2s\r\nsleep 3")).toEqual(["sleep 1s", "sleep 2s", "sleep 3"]);
  });

  test("of a page: only its fences count", () => {
    const text =
      "---\nstyle: current\n---\n\n# Page\n\n$ prose\n```console\n$ sleep 1s\n```\nmore\n````json title=a\n```\n````\nend";
    expect(inputOfPaste(text)).toEqual(["```console", "$ sleep 1s", "```", "````json title=a", "```", "````", ""]);
  });

  test("with a heredoc is taken as it is: that may hold anything", () => {
    const text = "cat > a.md <<EOF\n$ prompt\n```\nfence\n```\nEOF";
    expect(inputOfPaste(text)).toEqual(text.split("\n"));
    const file = ["```hcl title=a.hcl", "data = <<EOT", "EOT", "```"];
    expect(inputOfPaste(["prose", ...file].join("\n"))).toEqual([...file, ""]);
  });

  test("from inside a console fence: outputs stand under its commands", () => {
    const inputs = inputOfPaste("last output\n$ sleep 1s\n\n$ nomad status\nNo running jobs\n");
    const reader = new InputReader();
    expect(inputs.flatMap((line) => reader.feed(line)).map((input) => "line" in input && input.line)).toEqual([
      "sleep 1s",
      "nomad status",
    ]);
  });
});
