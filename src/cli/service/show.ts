import type { ServiceListStub, ServiceRegistration } from "../../api/objects/service.js";
import { compareBytes } from "../../jobspec/byteOrder.js";
import { defineCommand, type Invocation } from "../definition.js";
import { CommandFailure, orFail } from "../failure.js";
import { toggle } from "../flags.js";
import { formatFlags, formattedOutput } from "../formattedOutput.js";
import { nextPageHint, pageFlags, pageWishes } from "../pages.js";
import { formatKeyValues, formatList } from "../text/columns.js";

import { quote } from "../text/quote.js";
import { idLength, shortId } from "../text/shortId.js";

const phrase = "Error listing service registrations";

/** `nomad service list`: the services of Nomad's own discovery. Spec 07 §8.2. */
export const serviceList = defineCommand({
  path: "service list",
  synopsis: "service list [options]",
  about: "Show the services of Nomad's own discovery.",
  usage: ["This command takes no arguments"],
  flags: formatFlags,
  async run(invocation, { flags, args }) {
    if (args.length > 0) return invocation.reportUsage();
    const { api, query, ui } = invocation;
    const { value: services } = await orFail(phrase, api.listServices(query));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(services, { entries: { goName: "*api.ServiceRegistrationListStub" } }));
      return 0;
    }
    if (services.length === 0) ui.output("No service registrations found");
    else ui.output(serviceTable(services, query.namespace === "*"));
    return 0;
  },
});

function serviceTable(services: readonly ServiceListStub[], allNamespaces: boolean): string {
  const rows = services
    .flatMap(({ Namespace, Services }) => Services.map((service) => ({ Namespace, ...service })))
    .sort((left, right) => compareBytes(left.ServiceName, right.ServiceName))
    .map(({ Namespace, ServiceName, Tags }) =>
      [ServiceName, ...(allNamespaces ? [Namespace] : []), tagsText(Tags)].join("|"),
    );
  return formatList([allNamespaces ? "Service Name|Namespace|Tags" : "Service Name|Tags", ...rows]);
}

/** `nomad service info`: where a service can be reached. */
export const serviceInfo = defineCommand({
  path: "service info",
  synopsis: "service info [options] <service_name>",
  about: "Show where a service can be reached.",
  usage: ["This command takes one argument: <service_name>"],
  flags: { ...pageFlags, ...formatFlags, verbose: toggle("Everything that is known.") },
  async run(invocation, { flags, args }) {
    const [argument] = args;
    if (argument === undefined || args.length > 1) return invocation.reportUsage();
    const { api, query, ui, argv } = invocation;
    const found = await findService(invocation, argument);
    const wishes = { ...query, ...pageWishes(flags), namespace: found.namespace ?? query.namespace };
    const { value: registrations, nextToken } = await orFail(phrase, api.listServiceRegistrations(found.name, wishes));
    const formatted = formattedOutput(flags);
    if (formatted !== undefined) {
      ui.output(formatted(registrations, { entries: { goName: "*api.ServiceRegistration" } }));
      return 0;
    }
    if (registrations.length === 0) ui.output("No service registrations found");
    else ui.output(flags.verbose ? registrationBlocks(registrations) : registrationTable(registrations));
    if (nextToken) ui.output(nextPageHint(argv, nextToken));
    return 0;
  },
});

/** The service that a prefix or a name means; an exact name wins. @throws {CommandFailure} */
async function findService(
  { api, query }: Invocation,
  prefix: string,
): Promise<{ readonly name: string; readonly namespace: string | undefined }> {
  const { value } = await orFail(phrase, api.listServices({ ...query, prefix }));
  const found = value.flatMap(({ Namespace, Services }) =>
    Services.map(({ ServiceName }) => ({ name: ServiceName, namespace: Namespace })),
  );
  const [first, second] = found;
  if (first === undefined) {
    throw new CommandFailure(`${phrase}: No service registrations with prefix ${quote(prefix)} found`);
  }
  const exact = found.filter(({ name }) => name === prefix);
  if (exact.length === 1 || second === undefined) return exact[0] ?? first;
  throw new CommandFailure(`Prefix matched multiple services\n\n${serviceTable(value, query.namespace === "*")}`);
}

function registrationTable(registrations: readonly ServiceRegistration[]): string {
  const length = idLength(false);
  const rows = registrations.map((registration) =>
    [
      registration.JobID,
      addressText(registration),
      tagsText(registration.Tags),
      shortId(registration.NodeID, length),
      shortId(registration.AllocID, length),
    ].join("|"),
  );
  return formatList(["Job ID|Address|Tags|Node ID|Alloc ID", ...rows]);
}

function registrationBlocks(registrations: readonly ServiceRegistration[]): string {
  return registrations
    .map((registration) =>
      formatKeyValues([
        `ID|${registration.ID}`,
        `Service Name|${registration.ServiceName}`,
        `Namespace|${registration.Namespace}`,
        `Job ID|${registration.JobID}`,
        `Alloc ID|${registration.AllocID}`,
        `Node ID|${registration.NodeID}`,
        `Datacenter|${registration.Datacenter}`,
        `Address|${addressText(registration)}`,
        `Tags|${tagsText(registration.Tags)}`,
      ]),
    )
    .join("\n\n");
}

function addressText({ Address, Port }: ServiceRegistration): string {
  return Port > 0 ? `${Address}:${Port}` : Address;
}

function tagsText(tags: readonly string[] | null): string {
  return `[${(tags ?? []).join(",")}]`;
}
