import type { NomadApi, Query } from "../../api/nomadApi.js";
import { type Command, defineCommand } from "../definition.js";
import { orFail } from "../failure.js";

/** `nomad system gc`: has the servers forget what is over. Spec 06 §6.10, 05 §16. */
export const systemGc = maintenanceCommand({
  path: "system gc",
  about: "Forget jobs, evaluations, allocations, deployments and nodes that are over.",
  phrase: "Error running system garbage-collection",
  run: (api, query) => api.collectGarbage(query),
});

/** `nomad system reconcile summaries`: has the servers count anew what jobs consist of. */
export const systemReconcileSummaries = maintenanceCommand({
  path: "system reconcile summaries",
  about: "Reckon the summaries of all jobs anew.",
  phrase: "Error running system summary reconciliation",
  run: (api, query) => api.reconcileSummaries(query),
});

interface Maintenance {
  readonly path: string;
  readonly about: string;
  readonly phrase: string;
  run(api: NomadApi, query: Query): Promise<void>;
}

function maintenanceCommand({ path, about, phrase, run }: Maintenance): Command {
  return defineCommand({
    path,
    synopsis: `${path} [options]`,
    about,
    usage: ["This command takes no arguments"],
    flags: {},
    async run(invocation, { args }) {
      // An argument is complained of, and the command runs all the same.
      if (args.length > 0) invocation.reportUsage();
      await orFail(phrase, run(invocation.api, invocation.query));
      return 0;
    },
  });
}
