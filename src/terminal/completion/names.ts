import type { NomadApi, Query } from "../../api/nomadApi.js";
import type { Candidate, Expectation, Subject } from "../../cli/completion.js";

/** So many names a list is asked for: more cannot be read at a prompt. */
const longestList = 200;

/** What the agent knows by these names, with a few words about each. */
export async function namesOf(expected: Expectation, api: NomadApi, query: Query): Promise<readonly Candidate[]> {
  const { subjects, start, before, positionals } = expected;
  const lists = await Promise.all(subjects.map((subject) => list(subject, { api, query, start, positionals })));
  return lists
    .flat()
    .filter(({ word }) => word.startsWith(start))
    .map(({ word, about }) => ({ word: before + word, about }));
}

interface Question {
  readonly api: NomadApi;
  readonly query: Query;
  readonly start: string;
  readonly positionals: readonly string[];
}

async function list(subject: Subject, { api, query, start, positionals }: Question): Promise<readonly Candidate[]> {
  const page = { ...query, perPage: longestList };
  const byUuid = { ...page, prefix: evenPrefix(start) };
  const mayBeUuid = /^[0-9a-f-]{0,36}$/i.test(start);
  switch (subject) {
    case "job":
      return (await api.listJobs({ ...page, prefix: start })).value.map(({ ID, Type, Status }) =>
        candidate(ID, Type, Status),
      );
    case "allocation":
      if (!mayBeUuid) return [];
      return (await api.listAllocations(byUuid)).value.map(({ ID, JobID, TaskGroup, ClientStatus }) =>
        candidate(ID, JobID, TaskGroup, ClientStatus),
      );
    case "deployment":
      if (!mayBeUuid) return [];
      return (await api.listDeployments(byUuid)).value.map(({ ID, JobID, Status }) => candidate(ID, JobID, Status));
    case "evaluation":
      if (!mayBeUuid) return [];
      return (await api.listEvaluations(byUuid)).value.map(({ ID, JobID, TriggeredBy, Status }) =>
        candidate(ID, JobID, TriggeredBy, Status),
      );
    case "node":
      if (!mayBeUuid) return [];
      return (await api.listNodes(byUuid)).value.map(({ ID, Name, Status }) => candidate(ID, Name, Status));
    case "namespace":
      return search(api, start, "namespaces", query);
    case "node pool":
      return search(api, start, "node_pools", query);
    case "group":
      return groupsOf(api, positionals[0] ?? "", query);
    case "file":
      return [];
  }
}

async function search(api: NomadApi, start: string, context: string, query: Query): Promise<readonly Candidate[]> {
  const { Matches } = await api.search(start, context, query);
  return (Matches[context] ?? []).map((name) => candidate(name));
}

async function groupsOf(api: NomadApi, jobId: string, query: Query): Promise<readonly Candidate[]> {
  const { TaskGroups } = (await api.readJob(jobId, query)).value;
  return (TaskGroups ?? []).map(({ Name, Count }) => candidate(Name, `count ${Count}`));
}

function candidate(word: string, ...about: readonly (string | undefined)[]): Candidate {
  return { word, about: about.filter((part) => part !== undefined && part !== "").join(", ") };
}

/** Lists take an even number of digits of a UUID (spec 06 §3.2). */
function evenPrefix(start: string): string {
  return start.replaceAll("-", "").length % 2 === 0 ? start : start.slice(0, -1);
}
