import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { text } from "../values/value.js";
import { textAt } from "./arguments.js";
import { utf8 } from "./bytes.js";
import { type FunctionSpec, type Parameter, refuse } from "./functionSpec.js";

const str: Parameter = { name: "str", type: "string" };

/** Functions of secrets and digests. Spec 05 §6.5. */
export const hashingFunctions: readonly FunctionSpec[] = [
  digest("md5", md5),
  digest("sha1", sha1),
  digest("sha256", sha256),
  digest("sha512", sha512),
  leftOut("bcrypt", [str], { name: "cost", type: "number" }),
  leftOut("rsadecrypt", [
    { name: "ciphertext", type: "string" },
    { name: "privatekey", type: "string" },
  ]),
];

function digest(name: string, hash: (bytes: Uint8Array) => Uint8Array): FunctionSpec {
  return { name, parameters: [str], compute: (args) => text(bytesToHex(hash(utf8(textAt(args, 0))))) };
}

/** Known, and refused. */
function leftOut(name: string, parameters: readonly Parameter[], variadic?: Parameter): FunctionSpec {
  const compute = () => refuse(`Coalmine leaves out the function "${name}"`);
  return { name, parameters, ...(variadic && { variadic }), compute };
}
