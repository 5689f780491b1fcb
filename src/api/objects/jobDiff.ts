/** How one version of a job differs from another, as the API answers it (spec 07 §9.3). */
export type {
  DiffType,
  FieldDiff as ApiFieldDiff,
  GroupDiff as ApiGroupDiff,
  JobDiff as ApiJobDiff,
  ObjectDiff as ApiObjectDiff,
  TaskDiff as ApiTaskDiff,
} from "../../jobspec/diff/tree.js";
