import { describe, expect, test } from "vitest";
import { called, type Row } from "./called.js";

describe("csvdecode", () => {
  test.each<Row>([
    ["csvdecode", ["n,v\na,1\nb,2\n"], 'list(object({n=string,v=string}))[{"n":"a","v":"1"},{"n":"b","v":"2"}]'],
    ["csvdecode", ['b,a\r\n1,"x\r\ny"\r\n'], 'list(object({a=string,b=string}))[{"a":"x\\ny","b":"1"}]'],
    ["csvdecode", ['a\n"""x"""\n""\n\n'], 'list(object({a=string}))[{"a":"\\"x\\""},{"a":""}]'],
    ["csvdecode", ["a,b"], "list(object({a=string,b=string}))[]"],
    ["csvdecode", [""], "! missing header line"],
    ["csvdecode", ["a,a\n1,2"], '! duplicate column name "a"'],
    ["csvdecode", ["a,b\n1\n"], "! CSV parse error on line 2: wrong number of fields"],
    ["csvdecode", ['a,b\n\n1,"x\ny"\n3\n'], "! CSV parse error on line 5: wrong number of fields"],
    ["csvdecode", ['a,b\n1,x"y\n'], '! CSV parse error on line 2: bare " in non-quoted-field'],
    ["csvdecode", ['a,b\n1,"x"y\n'], '! CSV parse error on line 2: extraneous or missing " in quoted-field'],
    ["csvdecode", ['a,b\n1,"x\n'], '! CSV parse error on line 2: extraneous or missing " in quoted-field'],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});
