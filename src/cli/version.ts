import { defineCommand } from "./definition.js";

/** The version whose behaviour is simulated. Spec 06 §2.8. */
export const versionText = "Nomad v2.0.5";

/** `nomad version`. */
export const version = defineCommand({
  path: "version",
  synopsis: "version",
  about: "Show the version of Nomad that is simulated.",
  usage: [],
  flags: {},
  async run({ ui }) {
    ui.output(versionText);
    return 0;
  },
});
