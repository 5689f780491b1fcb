import type { ApiDeployment, ApiDeploymentGroup } from "../../api/objects/deployment.js";
import { inPinnedOrder, type OrderPins } from "../pins.js";
import type { Style } from "../styles/style.js";
import { formatKeyValues, formatList } from "../text/columns.js";
import { shortId } from "../text/shortId.js";
import { instantOf } from "../text/times.js";

/** How a deployment is to be shown. */
export interface DeploymentView {
  readonly style: Style;
  readonly pins: OrderPins;
  /** Length of short IDs. */
  readonly idLength: number;
}

/** The table of a deployment's groups; columns that say nothing are left out. Spec 06 §4.2. */
export function deployedTable(
  groups: Readonly<Record<string, ApiDeploymentGroup>>,
  { style, pins }: DeploymentView,
): string {
  const { isPinned, showsProgressDeadline } = style.deployed;
  const names = inPinnedOrder(Object.keys(groups), isPinned ? pins.deployed : undefined);
  const all = Object.values(groups);
  const columns = deployedColumns(style).filter(({ isShown }) => all.some(isShown));
  const shown = showsProgressDeadline ? columns : columns.filter(({ title }) => title !== "Progress Deadline");
  const rows = names.flatMap((name) => {
    const group = groups[name];
    return group === undefined ? [] : [[name, ...shown.map(({ cell }) => cell(group))].join("|")];
  });
  return formatList([["Task Group", ...shown.map(({ title }) => title)].join("|"), ...rows]);
}

/** A deployment with its groups; the title in it is colour markup. Spec 06 §4.2. */
export function deploymentBlock(deployment: ApiDeployment, view: DeploymentView): string {
  const attributes = formatKeyValues([
    `ID|${shortId(deployment.ID, view.idLength)}`,
    `Job ID|${deployment.JobID}`,
    `Job Version|${deployment.JobVersion}`,
    `Status|${deployment.Status}`,
    `Description|${deployment.StatusDescription}`,
  ]);
  return attributes + deployedSection(deployment, view);
}

/** The deployment without its job, as `job status` shows it. Spec 06 §6.1. */
export function latestDeploymentBlock(deployment: ApiDeployment, view: DeploymentView): string {
  const attributes = formatKeyValues([
    `ID|${shortId(deployment.ID, view.idLength)}`,
    `Status|${deployment.Status}`,
    `Description|${deployment.StatusDescription}`,
  ]);
  return attributes + deployedSection(deployment, view);
}

/** The list of deployments. Spec 06 §4.2. */
export function deploymentTable(deployments: readonly ApiDeployment[], idLength: number): string {
  if (deployments.length === 0) return "No deployments found";
  const rows = deployments.map((deployment) =>
    [
      shortId(deployment.ID, idLength),
      deployment.JobID,
      String(deployment.JobVersion),
      deployment.Status,
      deployment.StatusDescription,
    ].join("|"),
  );
  return formatList(["ID|Job ID|Job Version|Status|Description", ...rows]);
}

function deployedSection({ TaskGroups }: ApiDeployment, view: DeploymentView): string {
  const groups = TaskGroups ?? {};
  if (Object.keys(groups).length === 0) return "";
  return `\n\n[bold]Deployed[reset]\n${deployedTable(groups, view)}`;
}

interface DeployedColumn {
  readonly title: string;
  /** Shown if this holds for any group. */
  isShown(group: ApiDeploymentGroup): boolean;
  cell(group: ApiDeploymentGroup): string;
}

function deployedColumns({ formatTimestamp }: Style): readonly DeployedColumn[] {
  const always = () => true;
  const hasCanaries = ({ DesiredCanaries }: ApiDeploymentGroup) => DesiredCanaries > 0;
  return [
    { title: "Auto Revert", isShown: ({ AutoRevert }) => AutoRevert, cell: ({ AutoRevert }) => String(AutoRevert) },
    {
      title: "Promoted",
      isShown: hasCanaries,
      cell: (group) => (hasCanaries(group) ? String(group.Promoted) : "N/A"),
    },
    { title: "Desired", isShown: always, cell: ({ DesiredTotal }) => String(DesiredTotal) },
    { title: "Canaries", isShown: hasCanaries, cell: ({ DesiredCanaries }) => String(DesiredCanaries) },
    { title: "Placed", isShown: always, cell: ({ PlacedAllocs }) => String(PlacedAllocs) },
    { title: "Healthy", isShown: always, cell: ({ HealthyAllocs }) => String(HealthyAllocs) },
    { title: "Unhealthy", isShown: always, cell: ({ UnhealthyAllocs }) => String(UnhealthyAllocs) },
    {
      title: "Progress Deadline",
      isShown: ({ ProgressDeadline }) => ProgressDeadline > 0n,
      cell: ({ RequireProgressBy }) => formatTimestamp(instantOf(RequireProgressBy)) || "N/A",
    },
  ];
}
