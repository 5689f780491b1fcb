import { defineCommand } from "../definition.js";
import { orFail } from "../failure.js";

/** `nomad service delete`: takes one instance of a service out of Nomad's own discovery. */
export const serviceDelete = defineCommand({
  path: "service delete",
  synopsis: "service delete [options] <service_name> <service_id>",
  about: "Take one instance of a service out of discovery.",
  usage: ["This command takes two arguments: <service_name> and <service_id>"],
  flags: {},
  async run(invocation, { args }) {
    const [name, id] = args;
    if (name === undefined || id === undefined || args.length > 2) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    await orFail("Error deleting service registration", api.deleteServiceRegistration(name, id, query));
    ui.output("Successfully deleted service registration");
    return 0;
  },
});
