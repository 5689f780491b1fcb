/** What each folder under `src/` may import, from the table in docs/architecture.md. A file at the top of `src/` may import all. */
export const floors: Readonly<Record<string, readonly string[]>> = {
  model: [],
  jobspec: ["model"],
  scheduler: ["model"],
  cluster: ["model", "scheduler", "jobspec"],
  api: ["model", "jobspec", "cluster"],
  cli: ["api", "jobspec"],
  explain: ["model", "scheduler", "cluster", "api"],
  session: ["model", "jobspec", "scheduler", "cluster", "api", "cli", "explain"],
  shell: ["model", "jobspec", "scheduler", "cluster", "api", "cli", "explain", "session"],
  scenario: ["model", "jobspec", "scheduler", "cluster", "api", "cli", "explain", "session"],
  agent: ["model", "jobspec", "scheduler", "cluster", "api", "cli", "explain", "session"],
  terminal: ["model", "jobspec", "scheduler", "cluster", "api", "cli", "explain", "session"],
};

/** Floors that run in a browser and in a worker: no node modules, no globals of Node. */
export const portableFolders: ReadonlySet<string> = new Set([
  "model",
  "jobspec",
  "scheduler",
  "cluster",
  "api",
  "cli",
  "explain",
  "session",
]);

/** What portable floors must not mention: time, chance and the machine are handed in. */
export const forbiddenGlobals: readonly string[] = [
  "Buffer",
  "process",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "performance",
  "__dirname",
  "require",
];

/** Members that read the wall clock or chance. */
export const forbiddenMembers: readonly (readonly [string, string])[] = [
  ["Date", "now"],
  ["Math", "random"],
  ["crypto", "randomUUID"],
  ["crypto", "getRandomValues"],
];

/** Words that name no noun of the field. */
export const forbiddenNames = /^(utils?|helpers?|common|managers?|misc|shared|stuff)$/i;

/** A file is one noun; what is longer holds two. */
export const longestFile = 400;

/** Data by nature: longer than a file may be, and nothing to read. */
export const dataFiles: readonly string[] = ["scheduler/placement/goRandomConstants.ts"];
