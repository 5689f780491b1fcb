import { describe, expect, test } from "vitest";
import { num } from "../values/literal.js";
import { called, type Row } from "./called.js";

describe("functions of addresses", () => {
  test.each<Row>([
    ["cidrhost", ["10.1.0.0/16", 5], '"10.1.0.5"'],
    ["cidrhost", ["10.1.0.0/16", -1], '"10.1.255.255"'],
    ["cidrhost", ["192.168.0.0/30", 4], "! prefix of 30 does not accommodate a host numbered 4"],
    ["cidrhost", ["192.168.0.0/30", -5], "! prefix of 30 does not accommodate a host numbered -1"],
    ["cidrhost", ["fd00::/64", 17], '"fd00::11"'],
    ["cidrhost", ["10.0.0.0/33", 1], "! invalid CIDR expression: invalid CIDR address: 10.0.0.0/33"],
    [
      "cidrhost",
      ["10.0.0.0/8", num("1.5")],
      "! value must be a whole number, between -9223372036854775808 and 9223372036854775807",
    ],
    ["cidrnetmask", ["10.1.0.0/20"], '"255.255.240.0"'],
    ["cidrnetmask", ["0.0.0.0/0"], '"0.0.0.0"'],
    ["cidrnetmask", ["fd00::/64"], '"ffff:ffff:ffff:ffff::"'],
    ["cidrnetmask", ["10.0.0/8"], "! invalid CIDR expression: invalid CIDR address: 10.0.0/8"],
    ["cidrsubnet", ["10.0.0.0/8", 8, 3], '"10.3.0.0/16"'],
    ["cidrsubnet", ["fe80::/48", 16, 6], '"fe80:0:0:6::/64"'],
    ["cidrsubnet", ["::ffff:192.168.0.0/112", 8, 6], '"192.168.6.0/24"'],
    ["cidrsubnet", ["10.0.0.0/30", 4, 1], "! insufficient address space to extend prefix of 30 by 4"],
    ["cidrsubnet", ["10.0.0.0/8", 2, 4], "! prefix extension of 2 does not accommodate a subnet numbered 4"],
    ["cidrsubnet", ["fd00::/16", 33, 0], "! may not extend prefix by more than 32 bits"],
    ["cidrsubnet", ["1::2::3/4", 1, 0], "! invalid CIDR expression: invalid CIDR address: 1::2::3/4"],
    ["cidrsubnets", ["10.0.0.0/8", 8, 8, 4], 'list(string)["10.0.0.0/16","10.1.0.0/16","10.16.0.0/12"]'],
    ["cidrsubnets", ["10.0.0.0/8"], "list(string)[]"],
    [
      "cidrsubnets",
      ["10.0.0.0/8", 1, 1, 1],
      "!newbits not enough remaining address space for a subnet with a prefix of 9 bits after 10.128.0.0/9",
    ],
    ["cidrsubnets", ["10.0.0.0/8", 0], "!newbits must extend prefix by at least one bit"],
    ["cidrsubnets", ["10.0.0.0/8", 33], "!newbits may not extend prefix by more than 32 bits"],
    [
      "cidrsubnets",
      ["10.0.0.0/30", 3],
      "!newbits would extend prefix to 33 bits, which is too long for an IPv4 address",
    ],
    [
      "cidrsubnets",
      ["fe80::/127", 2],
      "!newbits would extend prefix to 129 bits, which is too long for an IPv6 address",
    ],
    [
      "cidrsubnets",
      ["0.0.0.0/0", 8],
      "!newbits not enough remaining address space for a subnet with a prefix of 8 bits after 255.0.0.0/8",
    ],
    ["cidrsubnets", ["x", 1], "!prefix invalid CIDR expression: invalid CIDR address: x"],
  ])("%s(%j) is %s", (name, args, result) => {
    expect(called(name, args)).toBe(result);
  });
});
