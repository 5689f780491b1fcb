import { encodeBase64 } from "../../api/base64.js";
import { segment } from "../../api/http/client.js";
import { defineCommand } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { findJob, type JobKind } from "../find/findJob.js";
import { integer, list, text, toggle } from "../flags.js";
import { readFileOrInput } from "../input.js";
import { monitorEvaluation } from "../monitor/evaluationMonitor.js";
import { formatKeyValues } from "../text/columns.js";
import { idLength as lengthOfIds, shortId } from "../text/shortId.js";
import { awaitDispatched } from "./awaitDispatched.js";

const parameterized: JobKind = {
  adjective: "parameterized",
  filter: 'ParentID == "" and ParameterizedJob is not nil',
};

/** `nomad job dispatch`: runs a parameterized job with a payload and meta. Spec 06 §6.2, 05 §15. */
export const jobDispatch = defineCommand({
  path: "job dispatch",
  synopsis: "job dispatch [options] <parameterized job> [input source]",
  about: "Run a parameterized job with a payload and meta.",
  usage: ["This command takes one or two argument: <parameterized job> [input source]"],
  flags: {
    meta: list("Meta for the job, as key=value; may be given several times."),
    detach: toggle("Return at once instead of following the evaluation."),
    "idempotency-token": text("A second dispatch with the same token runs nothing."),
    "id-prefix-template": text("What stands in the ID of the dispatched job."),
    priority: integer("The priority instead of the job's own."),
    verbose: toggle("Long IDs."),
    wait: toggle("Wait until the dispatched job is over; not longer than five minutes."),
    ui: toggle("Open the web UI as well."),
  },
  async run(invocation, { flags, args }) {
    const [argument, source] = args;
    if (argument === undefined || args.length > 2) return invocation.reportUsage();
    const { api, ui, context, style } = invocation;
    const idLength = lengthOfIds(flags.verbose);
    const Payload =
      source === undefined
        ? null
        : encodeBase64(await orFail("Error reading input data", readFileOrInput(context, source)));
    const Meta = parseMeta(flags.meta);
    const { id, query } = await findJob(invocation, argument, parameterized);
    const request = { Payload, Meta, IdPrefixTemplate: flags["id-prefix-template"], Priority: flags.priority };
    const { DispatchedJobID, EvalID } = await orFail(
      "Failed to dispatch job",
      api.dispatchJob(id, request, flags["idempotency-token"], query),
    );
    ui.output(
      formatKeyValues([
        `Dispatched Job ID|${DispatchedJobID}`,
        ...(EvalID === "" ? [] : [`Evaluation ID|${shortId(EvalID, idLength)}`]),
      ]),
    );
    if (flags.detach || EvalID === "") return 0;

    ui.output("");
    await invocation.showHint("View this job", `/jobs/${segment(DispatchedJobID)}@${query.namespace ?? "default"}`);
    if (style.showsHints) ui.warn("");
    if ((await monitorEvaluation(invocation, EvalID, idLength)) !== 0) return 1;
    return flags.wait ? awaitDispatched(invocation, { id: DispatchedJobID, query }) : 0;
  },
});

function parseMeta(pairs: readonly string[]): Readonly<Record<string, string>> {
  const entries = pairs.map((pair): readonly [string, string] => {
    const equals = pair.indexOf("=");
    if (equals === -1) throw new CommandFailure(`Error parsing meta value: ${pair}`);
    return [pair.slice(0, equals), pair.slice(equals + 1)];
  });
  return Object.fromEntries(entries);
}
