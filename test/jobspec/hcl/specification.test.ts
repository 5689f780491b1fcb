import { describe, expect, test } from "vitest";
import { readSpecification } from "../../../src/jobspec/hcl/specification.js";

describe("a specification in HCL", () => {
  test("values, lists, maps and blocks with labels", () => {
    const read = readSpecification(
      'name = "prod" # the shop\nlimit "eu" {\n  cpu = 100\n  on  = true\n  names = ["a", "b"]\n  meta = { k = "v" }\n}\n',
      "ns.hcl",
    );
    expect(read).toEqual({
      ok: true,
      specification: {
        values: { name: "prod" },
        blocks: [
          {
            type: "limit",
            labels: ["eu"],
            body: { values: { cpu: 100, on: true, names: ["a", "b"], meta: { k: "v" } }, blocks: [] },
          },
        ],
      },
    });
  });

  test.each([
    [
      "node_pool {\n",
      "pool.hcl:1,11-12: Unclosed configuration block; There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.",
    ],
    ["}", "pool.hcl:1,1-2: Argument or block definition required; An argument or block definition is required here."],
    [
      "a = upper(1)\nb = var.x",
      "pool.hcl:1,5-13: Function calls not allowed; Functions may not be called here., and 3 other diagnostic(s)",
    ],
    ['a = "${b}"', "pool.hcl:1,8-9: Variables not allowed; Variables may not be used here., and 1 other diagnostic(s)"],
  ])("%j is refused", (source, message) => {
    expect(readSpecification(source, "pool.hcl")).toEqual({ ok: false, message });
  });
});
