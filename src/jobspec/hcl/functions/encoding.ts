import { jsonText, valueOfJson } from "../values/json.js";
import { text, type Value } from "../values/value.js";
import { textAt, valueAt } from "./arguments.js";
import { base64, bytesOfBase64, textOfUtf8, utf8 } from "./bytes.js";
import { type FunctionSpec, type Parameter, refuse } from "./functionSpec.js";
import { allowLength } from "./limits.js";

const str: Parameter = { name: "str", type: "string" };

/** Functions that write values and texts in another form, and read them. Spec 05 §6.5. */
export const encodingFunctions: readonly FunctionSpec[] = [
  { name: "base64encode", parameters: [str], compute: (args) => bounded(base64(utf8(textAt(args, 0)))) },
  { name: "base64decode", parameters: [str], compute: (args) => text(decodeBase64(textAt(args, 0))) },
  { name: "urlencode", parameters: [str], compute: (args) => bounded(queryEscaped(textAt(args, 0))) },
  {
    name: "jsonencode",
    parameters: [{ name: "val", type: "dynamic", allowsNull: true, allowsDynamic: true }],
    compute: (args) => {
      const encoded = jsonText(valueAt(args, 0));
      return encoded.ok ? bounded(encoded.text) : refuse(encoded.message);
    },
  },
  {
    name: "jsondecode",
    parameters: [str],
    compute: (args) => {
      const decoded = valueOfJson(textAt(args, 0));
      return decoded.ok ? decoded.value : refuse(decoded.message);
    },
  },
];

function bounded(content: string): Value {
  allowLength(content.length);
  return text(content);
}

function decodeBase64(content: string): string {
  const bytes = bytesOfBase64(content) ?? refuse(`failed to decode base64 data '${content}'`);
  return textOfUtf8(bytes) ?? refuse("the result of decoding the the provided string is not valid UTF-8");
}

/** As in a query: a blank becomes `+`. */
function queryEscaped(content: string): string {
  return encodeURIComponent(content).replace(/%20|[!'()*]/g, (found) =>
    found === "%20" ? "+" : `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
