import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";

/** `nomad license get`: the license, which the community edition has none of. Spec 06 §9. */
export const licenseGet = defineCommand({
  path: "license get",
  synopsis: "license get [options]",
  about: "Show the license of Nomad Enterprise.",
  usage: ["This command takes no arguments"],
  flags: {},
  async run(invocation, { args }) {
    if (args.length > 0) return invocation.reportUsage();
    await orFail("Error getting license", invocation.api.readLicense(invocation.query));
    return 0;
  },
});
