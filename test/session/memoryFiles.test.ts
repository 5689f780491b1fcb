import { describe, expect, test } from "vitest";
import { createCluster } from "../../src/createCluster.js";
import { MemoryFiles } from "../../src/session/memoryFiles.js";

const machine = {
  read: async (path: string) => `the machine's ${path}`,
  functionFiles: {
    workingDirectory: "/home/ada",
    home: "/home/ada",
    read: (path: string) => `the machine's ${path}`,
    exists: (path: string) => path === "motd",
    list: () => ["motd"],
  },
};

describe("files in memory", () => {
  test.each(["web.nomad.hcl", "./web.nomad.hcl", "jobs/../web.nomad.hcl", "/web.nomad.hcl"])(
    "%s is one file, however its path is written",
    async (path) => {
      expect(await new MemoryFiles(new Map([["web.nomad.hcl", "the text"]])).read(path)).toBe("the text");
    },
  );

  test("what was written comes before what was given", async () => {
    const files = new MemoryFiles(new Map([["a", "given"]]));
    await files.write("./a", "written");
    expect(await files.read("a")).toBe("written");
    expect([...files.written]).toEqual([["a", "written"]]);
  });

  test("a file that is not there is missed in Go's words", async () => {
    await expect(new MemoryFiles(new Map()).read("b")).rejects.toThrow("stat /b: no such file or directory");
  });

  test("the machine's files stand behind them, the same for the functions of job files", async () => {
    const files = new MemoryFiles(new Map([["a", "in memory"]]), machine);
    expect(await files.read("/home/ada/a")).toBe("in memory");
    expect(await files.read("motd")).toBe("the machine's motd");
    const { functionFiles } = files;
    expect([functionFiles.read("a"), functionFiles.read("motd")]).toEqual(["in memory", "the machine's motd"]);
    expect([functionFiles.exists("a"), functionFiles.exists("motd"), functionFiles.exists("b")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(functionFiles.list()).toEqual(["a", "motd"]);
  });
});

test("a job file reads the files beside it, in a cluster that has no disk", async () => {
  const job = `
    job "example" {
      group "web" {
        task "main" {
          driver = "mock_driver"
          template {
            data        = file("./web.conf")
            destination = "local/web.conf"
          }
          env {
            PAGES = join(",", fileset("pages", "*.html"))
          }
        }
      }
    }`;
  const files = { "example.nomad.hcl": job, "web.conf": "port 80", "pages/a.html": "", "pages/b.html": "" };
  const cluster = createCluster({ files });
  expect(await cluster.run("nomad job run -detach example.nomad.hcl")).toMatchObject({ exitCode: 0 });
  const { output } = await cluster.run("nomad job inspect example");
  const [task] = JSON.parse(output).Job.TaskGroups[0].Tasks;
  expect(task.Templates[0].EmbeddedTmpl).toBe("port 80");
  expect(task.Env).toEqual({ PAGES: "a.html,b.html" });
});
