import type { AclPolicy, AclPolicyJob } from "../../api/objects/acl.js";
import { defineCommand } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { text } from "../flags.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";
import { readFileOrInput } from "../input.js";
import { formatKeyValues, formatList } from "../text/columns.js";
import { quote } from "../text/quote.js";

/** `nomad acl policy list`: the policies. Spec 06 §6.10. */
export const aclPolicyList = defineCommand({
  path: "acl policy list",
  synopsis: "acl policy list",
  about: "Show the policies.",
  usage: ["This command takes no arguments"],
  flags: formatFlags,
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const { value: policies } = await orFail("Error listing ACL policies", api.listAclPolicies(query));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(policies, { entries: { dropped: ["Hash"], goName: "*api.ACLPolicyListStub" } }));
      return 0;
    }
    const rows = policies.map(({ Name, Description }) => `${Name}|${Description}`);
    ui.output(rows.length === 0 ? "No policies found" : formatList(["Name|Description", ...rows]));
    return 0;
  },
});

const policyUsage = ["This command takes one argument: <policy>"];

/** `nomad acl policy info`: one policy with its rules. */
export const aclPolicyInfo = defineCommand({
  path: "acl policy info",
  synopsis: "acl policy info <name>",
  about: "Show a policy with its rules.",
  usage: policyUsage,
  flags: {},
  async run(invocation, { args }) {
    const [name] = args;
    if (name === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const { value: policy } = await orFail("Error fetching info on ACL policy", api.readAclPolicy(name, query));
    ui.output(
      formatKeyValues([
        `Name|${policy.Name}`,
        `Description|${policy.Description}`,
        `CreateIndex|${policy.CreateIndex}`,
        `ModifyIndex|${policy.ModifyIndex}`,
      ]),
    );
    if (policy.JobACL) {
      const { Namespace, JobID, Group, Task } = policy.JobACL;
      ui.title("Associated Workload");
      ui.output(formatKeyValues([`Namespace|${Namespace}`, `JobID|${JobID}`, `Group|${Group}`, `Task|${Task}`]));
    }
    ui.title("Rules");
    ui.output("");
    ui.output(policy.Rules);
    return 0;
  },
});

/** `nomad acl policy apply`: makes a policy of the rules in a file, or changes one. */
export const aclPolicyApply = defineCommand({
  path: "acl policy apply",
  synopsis: "acl policy apply [options] <name> <path>",
  about: "Make a policy of the rules in a file, or change one.",
  usage: ["This command takes two arguments: <name> <path>"],
  flags: {
    description: text("What it is for."),
    job: text("The job whose workload it is attached to, in the namespace of -namespace."),
    group: text("The group of that job."),
    task: text("The task of that group."),
  },
  async run(invocation, { flags, args }) {
    const [name, path] = args;
    if (name === undefined || path === undefined || args.length > 2) return invocation.reportUsage();
    const { api, query, ui, context } = invocation;
    const Rules = await orFail("Failed to read rules", readFileOrInput(context, path));
    const policy: AclPolicy = {
      Name: name,
      Description: flags.description,
      Rules,
      JobACL: workloadOf(flags, query.namespace ?? "default"),
      CreateIndex: 0,
      ModifyIndex: 0,
    };
    await orFail("Error writing ACL policy", api.applyAclPolicy(policy, query));
    ui.output(`Successfully wrote ${quote(name)} ACL policy!`);
    return 0;
  },
});

/** @throws {CommandFailure} when the workload is named in part only. */
function workloadOf(
  { job, group, task }: { readonly job: string; readonly group: string; readonly task: string },
  namespace: string,
): AclPolicyJob | null {
  if (group !== "" && job === "") throw new CommandFailure("-job is required when -group is set");
  if (task !== "" && group === "") throw new CommandFailure("-group is required when -task is set");
  return job === "" ? null : { Namespace: namespace, JobID: job, Group: group, Task: task };
}

/** `nomad acl policy delete`: forgets a policy. */
export const aclPolicyDelete = defineCommand({
  path: "acl policy delete",
  synopsis: "acl policy delete <name>",
  about: "Delete a policy.",
  usage: policyUsage,
  flags: {},
  async run(invocation, { args }) {
    const [name] = args;
    if (name === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    await orFail("Error deleting ACL policy", api.deleteAclPolicy(name, query));
    ui.output(`Successfully deleted ${name} policy!`);
    return 0;
  },
});
