import type {
  ApiFieldDiff,
  ApiGroupDiff,
  ApiJobDiff,
  ApiObjectDiff,
  ApiTaskDiff,
  DiffType,
} from "../../api/objects/jobDiff.js";
import { quote } from "../text/quote.js";

/** How two versions of a job differ, as text with colour markup. Spec 06 §6.4. */
export function formatDiff(diff: ApiJobDiff, isVerbose = false): string {
  const width = widestMarker([...(diff.Fields ?? []), ...(diff.Objects ?? []), ...(diff.TaskGroups ?? [])]);
  const own = diff.Type === "Edited" || isVerbose ? contents(diff, 0, width) : "";
  const groups = (diff.TaskGroups ?? []).map((group) => groupText(group, width, isVerbose));
  const parts = [`${marker(diff.Type)}[bold]Job: ${quote(diff.ID)}`, own, groups.join("\n\n")];
  return parts.filter((part) => part !== "").join("\n");
}

const markers: Readonly<Record<DiffType, string>> = {
  Added: "[green]+[reset] ",
  Deleted: "[red]-[reset] ",
  Edited: "[light_yellow]+/-[reset] ",
  None: "",
};

const markerWidths: Readonly<Record<DiffType, number>> = { Added: 2, Deleted: 2, Edited: 4, None: 0 };

function marker(type: DiffType): string {
  return markers[type];
}

function widestMarker(parts: readonly { readonly Type: DiffType }[]): number {
  return Math.max(0, ...parts.map(({ Type }) => markerWidths[Type]));
}

/** What aligns a part with the widest marker beside it. */
function padding(type: DiffType, width: number): number {
  return width - markerWidths[type];
}

function spaces(count: number): string {
  return " ".repeat(count);
}

const updateColours: Readonly<Record<string, string>> = {
  canary: "[light_yellow]",
  create: "[green]",
  "create/destroy update": "[yellow]",
  destroy: "[red]",
  "in-place update": "[cyan]",
  migrate: "[blue]",
};

function groupText(group: ApiGroupDiff, width: number, isVerbose: boolean): string {
  const pad = padding(group.Type, width);
  const updates = Object.entries(group.Updates ?? {})
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([type, count]) => `[reset]${updateColours[type] ?? ""}${count} ${type}`);
  const head = `${marker(group.Type)}${spaces(pad)}[bold]Task Group: ${quote(group.Name)}[reset]`;
  const inner = widestMarker([...(group.Fields ?? []), ...(group.Objects ?? []), ...(group.Tasks ?? [])]);
  const isOpen = group.Type === "Edited" || isVerbose;
  const lines = [
    updates.length === 0 ? head : `${head} (${updates.join(", ")}[reset])`,
    isOpen ? contents(group, pad + 2, inner) : "",
    ...(group.Tasks ?? []).map((task) => taskText(task, pad, inner, isVerbose)),
  ];
  return lines.filter((line) => line !== "").join("\n");
}

const annotationColours: Readonly<Record<string, string>> = {
  "forces create": "[green]",
  "forces destroy": "[red]",
  "forces in-place update": "[cyan]",
  "forces create/destroy update": "[yellow]",
};

/** An edited task of which nothing is shown leaves an empty line. Spec 05 §12.2 rule 3. */
function taskText(task: ApiTaskDiff, groupPad: number, width: number, isVerbose: boolean): string {
  const head = `${spaces(groupPad + 2)}${marker(task.Type)}${spaces(padding(task.Type, width))}[bold]Task: ${quote(task.Name)}`;
  const annotations = (task.Annotations ?? []).map((text) => `${annotationColours[text] ?? ""}${text}`);
  const line = annotations.length === 0 ? head : `${head} [reset](${annotations.join(", ")}[reset])`;
  const isClosed = task.Type === "None" || (task.Type !== "Edited" && !isVerbose);
  if (isClosed) return line;
  const inner = widestMarker([...(task.Fields ?? []), ...(task.Objects ?? [])]);
  const body = contents(task, groupPad + 4, inner);
  return `${line}\n${body}`;
}

interface DiffContents {
  readonly Fields: readonly ApiFieldDiff[] | null;
  readonly Objects: readonly ApiObjectDiff[] | null;
}

/** Fields and objects, one a line. @param width Of the widest marker at this level. */
function contents({ Fields, Objects }: DiffContents, indent: number, width: number): string {
  const longestName = Math.max(0, ...(Fields ?? []).map(({ Name }) => Name.length));
  return [
    ...(Fields ?? []).map((field) => fieldText(field, indent, width, longestName)),
    ...(Objects ?? []).map((object) => objectText(object, indent, width)),
  ].join("\n");
}

function fieldText(field: ApiFieldDiff, indent: number, width: number, longestName: number): string {
  const head = `${spaces(indent)}${marker(field.Type)}${spaces(padding(field.Type, width))}`;
  const name = `${field.Name}: ${spaces(longestName - field.Name.length)}`;
  const annotations = (field.Annotations ?? []).map((text) => `${annotationColours[text] ?? ""}${text}`);
  const tail = annotations.length === 0 ? "" : ` (${annotations.join(", ")}[reset])`;
  return `${head}${name}${fieldValue(field)}${tail}`;
}

function fieldValue({ Type, Old, New }: ApiFieldDiff): string {
  if (Type === "Deleted") return quote(Old);
  return Type === "Edited" ? `${quote(Old)} => ${quote(New)}` : quote(New);
}

function objectText(object: ApiObjectDiff, indent: number, width: number): string {
  const pad = padding(object.Type, width);
  const inner = widestMarker([...(object.Fields ?? []), ...(object.Objects ?? [])]);
  const end = `${spaces(indent + markerWidths[object.Type] + pad)}}`;
  const head = `${spaces(indent)}${marker(object.Type)}${spaces(pad)}${object.Name} {`;
  return [head, contents(object, indent + pad + 2, inner), end].join("\n");
}
