import { describe, expect, test } from "vitest";
import type { FunctionFiles } from "../../../../src/jobspec/hcl/functions/functionSpec.js";
import type { Literal } from "../values/literal.js";
import { called } from "./called.js";

const texts: Readonly<Record<string, string>> = {
  "data/a.txt": "content of a\n",
  "data/b.txt": "b",
  "data/sub/c.txt": "é",
  "x.txt": "x",
  "go.mod": "m",
  "/root/home.txt": "at home",
};

const files: FunctionFiles = {
  read: (path) => {
    if (path === "data") throw new Error("failed to read data");
    return texts[path] ?? expect.unreachable(path);
  },
  exists: (path) => path === "data" || path in texts,
  list: () => Object.keys(texts).filter((path) => !path.startsWith("/")),
  workingDirectory: "/work/jobs",
  home: "/root",
};

describe("functions of files", () => {
  test.each<[string, readonly Literal[], string]>([
    ["file", ["data/a.txt"], '"content of a\\n"'],
    ["file", ["./data/../x.txt"], '"x"'],
    ["file", ["~/home.txt"], '"at home"'],
    ["file", ["none.txt"], "! no file exists at none.txt"],
    ["file", ["/none//x"], "! no file exists at /none/x"],
    ["file", ["data"], "! failed to read data"],
    ["file", ["~x/y"], "! failed to expand ~: cannot expand user-specific home dir"],
    ["filebase64", ["data/sub/c.txt"], '"w6k="'],
    ["fileexists", ["x.txt"], "true"],
    ["fileexists", ["data/none.txt"], "false"],
    ["fileset", [".", "data/*.txt"], 'set(string)["data/a.txt","data/b.txt"]'],
    ["fileset", ["data", "**"], 'set(string)["a.txt","b.txt","sub/c.txt"]'],
    ["fileset", ["data", "*/c.txt"], 'set(string)["sub/c.txt"]'],
    ["fileset", [".", "**/*.txt"], 'set(string)["data/a.txt","data/b.txt","data/sub/c.txt","x.txt"]'],
    ["fileset", [".", "{x,y}.t?t"], 'set(string)["x.txt"]'],
    ["fileset", [".", "[a-g]o.[^x]od"], 'set(string)["go.mod"]'],
    ["fileset", ["/work/jobs/data", "?.txt"], 'set(string)["a.txt","b.txt"]'],
    ["fileset", ["none", "*"], "set(string)[]"],
    ["fileset", [".", "["], "! failed to glob pattern ([): syntax error in pattern"],
    ["abspath", ["a/../b"], '"/work/jobs/b"'],
    ["abspath", ["/a/./b"], '"/a/b"'],
    ["abspath", [""], '"/work/jobs"'],
    ["basename", ["a/b/"], '"b"'],
    ["basename", [""], '"."'],
    ["basename", ["/"], '"/"'],
    ["dirname", ["a/b/"], '"a/b"'],
    ["dirname", ["a"], '"."'],
    ["dirname", ["/a"], '"/"'],
    ["pathexpand", ["~"], '"/root"'],
    ["pathexpand", ["~/a/../b"], '"/root/b"'],
    ["pathexpand", ["a/~"], '"a/~"'],
    ["pathexpand", ["~x/y"], "! cannot expand user-specific home dir"],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args, { random: () => 0, files })).toBe(result);
  });

  test.each(["abspath", "basename", "dirname", "file", "filebase64", "fileexists", "pathexpand"])(
    "%s is refused where there are no files",
    (name) => {
      expect(called(name, ["x"])).toBe("! filesystem function disabled");
      expect(called("fileset", [".", "*"])).toBe("! filesystem function disabled");
    },
  );
});
