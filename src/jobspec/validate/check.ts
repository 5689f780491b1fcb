import type { Service, ServiceCheck } from "../../model/service.js";
import { goDuration } from "../../model/time.js";
import { toNanoseconds } from "../schema/nanoseconds.js";
import { problemList, when } from "./problems.js";

const shortestMs = 1000;
const initialStates = ["", "passing", "warning", "critical"];
const addressModes = ["", "auto", "host", "driver", "alloc"];
const updateRules = ["", "require_healthy", "ignore_warnings", "ignore"];
const typesWithThresholds = ["http", "tcp", "grpc"];

/** The first error of a check, if any: a service reports one for each of its checks. Spec 05 §3.11. */
export function checkProblem(check: ServiceCheck, service: Service): string | undefined {
  if (needsPort(check, service)) {
    return `Check ${check.name} invalid: check requires a port but neither check nor service "${service.name}" have a port`;
  }
  if (service.provider === "nomad") return commonProblems(check, "nomad")[0];
  const [problem] = commonProblems(check, "consul");
  return problem === undefined ? undefined : `Check ${check.name} invalid: ${problem}`;
}

/** What a service may say about its checks' effect on a deployment. */
export function knownUpdateRule(rule: string): boolean {
  return updateRules.includes(rule);
}

/** Whether a check has to reach a port and nobody names one. */
export function needsPort(check: ServiceCheck, service: Service): boolean {
  const reaches = typesWithThresholds.includes(check.type.toLowerCase());
  return reaches && check.portLabel === "" && service.portLabel === "";
}

function commonProblems(check: ServiceCheck, provider: "nomad" | "consul"): readonly string[] {
  return [
    ...typeProblems(check, provider),
    ...timingProblems(check),
    ...stateProblems(check),
    ...(provider === "nomad" ? nomadProblems(check) : consulProblems(check)),
    ...restartProblems(check),
  ];
}

function typeProblems({ type, path, command }: ServiceCheck, provider: "nomad" | "consul"): readonly string[] {
  const types = provider === "nomad" ? ["tcp", "http"] : ["grpc", "tcp", "http", "script"];
  const kind = type.toLowerCase();
  if (!types.includes(kind)) return [`invalid check type ("${type}"), must be one of ${types.join(", ")}`];
  return [
    ...when(kind === "http" && path === "", "http type must have http path"),
    ...when(kind === "http" && /^([A-Za-z][A-Za-z0-9+.-]*:|\/\/)/.test(path), "http type must have relative http path"),
    ...when(kind === "script" && command === "", "script type must have a valid script path"),
  ];
}

function timingProblems({ intervalMs, timeoutMs }: ServiceCheck): readonly string[] {
  return [
    ...when(intervalMs === 0, "missing required value interval. Interval cannot be less than 1s"),
    ...when(intervalMs < shortestMs, `interval (${goDuration(intervalMs)}) cannot be lower than 1s`),
    ...when(timeoutMs === 0, "missing required value timeout. Timeout cannot be less than 1s"),
    ...when(timeoutMs < shortestMs, `timeout (${goDuration(timeoutMs)}) is lower than required minimum timeout 1s`),
  ];
}

function stateProblems({ initialStatus, addressMode, onUpdate }: ServiceCheck): readonly string[] {
  return [
    ...when(
      !initialStates.includes(initialStatus),
      `invalid initial check state (${initialStatus}), must be one of "passing", "warning", "critical" or empty`,
    ),
    ...when(!addressModes.includes(addressMode), `invalid address_mode "${addressMode}"`),
    ...when(
      !knownUpdateRule(onUpdate),
      `on_update must be "require_healthy", "ignore_warnings", or "ignore"; got "${onUpdate}"`,
    ),
  ];
}

function nomadProblems(check: ServiceCheck): readonly string[] {
  const { onUpdate, addressMode, successBeforePassing, failuresBeforeCritical, type, method } = check;
  const onlyConsul = "may only be set for Consul service checks";
  const methods = ["", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE"];
  return [
    ...when(onUpdate === "ignore_warnings", "on_update may only be set to ignore_warnings for Consul service checks"),
    ...when(addressMode === "driver", `address_mode = driver ${onlyConsul}`),
    ...when(successBeforePassing !== 0, `success_before_passing ${onlyConsul}`),
    ...when(failuresBeforeCritical !== 0, `failures_before_critical ${onlyConsul}`),
    ...when(
      type.toLowerCase() === "http" && !methods.includes(method.toUpperCase()),
      `method type "${method}" not supported in Nomad http check`,
    ),
  ];
}

function consulProblems(check: ServiceCheck): readonly string[] {
  const { type, successBeforePassing, failuresBeforeCritical, failuresBeforeWarning } = check;
  const thresholds = typesWithThresholds.includes(type.toLowerCase());
  const unsupported = (member: string) => `${member} not supported for check of type "${type}"`;
  return [
    ...when(!thresholds && successBeforePassing > 0, unsupported("success_before_passing")),
    ...when(!thresholds && failuresBeforeCritical > 0, unsupported("failures_before_critical")),
    ...when(!thresholds && failuresBeforeWarning > 0, unsupported("failures_before_warning")),
  ];
}

function restartProblems({ checkRestart, onUpdate }: ServiceCheck): readonly string[] {
  if (checkRestart === undefined) return [];
  const { limit, graceMs, ignoreWarnings } = checkRestart;
  const own = [
    ...when(limit < 0, `limit must be greater than or equal to 0 but found ${limit}`),
    ...when(graceMs < 0, `grace period must be greater than or equal to 0 but found ${toNanoseconds(graceMs)}`),
  ];
  return [
    ...when(onUpdate === "ignore", 'on_update value "ignore" is not compatible with check_restart'),
    ...when(
      onUpdate === "ignore_warnings" && !ignoreWarnings,
      'on_update value "ignore_warnings" not supported with check_restart ignore_warnings value "false"',
    ),
    ...(own.length === 0 ? [] : [problemList(own)]),
  ];
}
