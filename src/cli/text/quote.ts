/** Go's `%q`: in double quotes, with escapes for what cannot be printed. Spec 06, notation. */
export { goQuote as quote } from "../../jobspec/hcl/values/goQuote.js";
