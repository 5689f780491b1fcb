import { describe, expect, test } from "vitest";
import {
  callFunction,
  functionNamed,
  functionNames,
  parameterAt,
} from "../../../../src/jobspec/hcl/functions/functions.js";
import { unknown } from "../../../../src/jobspec/hcl/values/value.js";
import { value } from "../values/literal.js";
import { called } from "./called.js";

/** Spec 05 §6.5. */
const known = `abs base64decode base64encode bcrypt can ceil chomp chunklist cidrhost cidrnetmask cidrsubnet cidrsubnets coalesce
coalescelist compact concat contains convert csvdecode distinct element flatten floor format formatdate formatlist indent index join
jsondecode jsonencode keys length log lookup lower max md5 merge min parseint pow range regex_replace replace reverse rsadecrypt
setintersection setproduct setunion sha1 sha256 sha512 signum slice sort split strlen strrev substr timeadd title trim trimprefix
trimspace trimsuffix try upper urlencode uuidv4 uuidv5 values yamldecode yamlencode zipmap
abspath basename dirname file filebase64 fileexists fileset pathexpand`;

test("the functions are those of the specification", () => {
  expect(functionNames()).toEqual(known.split(/\s+/).sort());
  expect(functionNamed("tolist")).toBeUndefined();
});

describe("the arguments of a call", () => {
  const context = { random: () => 0 };

  test("are converted to the types of the parameters", () => {
    expect(called("substr", ["hello", "1", "3"])).toBe('"ell"');
    expect(called("upper", [["a"]])).toBe("!str string required, but have tuple");
    expect(called("max", [1, "x"])).toBe("!numbers a number is required");
  });

  test("must not be null unless the function knows what to do", () => {
    expect(called("upper", [null])).toBe("!str argument must not be null");
    expect(called("join", [",", null])).toBe("!lists argument must not be null");
    expect(called("jsonencode", [null])).toBe('"null"');
  });

  test("make an unknown result if one is unknown", () => {
    const upper = functionNamed("upper") ?? expect.unreachable();
    expect(callFunction(upper, [unknown], context)).toEqual({ ok: true, value: unknown });
  });

  test("have parameters, the last ones all the same", () => {
    const join = functionNamed("join") ?? expect.unreachable();
    expect([0, 1, 5].map((at) => parameterAt(join, at)?.name)).toEqual(["separator", "lists", "lists"]);
    const upper = functionNamed("upper") ?? expect.unreachable();
    expect(parameterAt(upper, 1)).toBeUndefined();
  });

  test("are the evaluator's business where they are no values", () => {
    const takes = (name: string, at: number) => parameterAt(functionNamed(name) ?? expect.unreachable(), at)?.takes;
    expect([takes("try", 3), takes("can", 0), takes("convert", 0), takes("convert", 1)]).toEqual([
      "expression",
      "expression",
      undefined,
      "type",
    ]);
    const can = functionNamed("can") ?? expect.unreachable();
    expect(callFunction(can, [value(1)], context).ok).toBe(false);
  });
});

test("Coalmine leaves out two functions and says so", () => {
  expect(called("bcrypt", ["a"])).toBe('! Coalmine leaves out the function "bcrypt"');
  expect(called("rsadecrypt", ["a", "b"])).toBe('! Coalmine leaves out the function "rsadecrypt"');
});

test("random identifiers come from the caller's random numbers", () => {
  let next = 0;
  const random = () => {
    next = (next + 0.3) % 1;
    return next;
  };
  const first = called("uuidv4", [], { random });
  expect(first).toMatch(/^"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$/);
  expect(called("uuidv4", [], { random: () => 0 })).toBe('"00000000-0000-4000-8000-000000000000"');
  expect(called("uuidv4", [], { random })).not.toBe(first);
});
