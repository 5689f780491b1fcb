import type { Node } from "../../../model/node.js";
import type { TaskGroup } from "../../../model/taskGroup.js";
import { goBoolean } from "./constraints.js";

/** The distinct drivers of a group's tasks. */
export function driversOf(group: TaskGroup): readonly string[] {
  return [...new Set(group.tasks.map((task) => task.driver))];
}

/**
 * Whether a node runs every driver: it reports the driver as detected and healthy or, where it reports none, has the
 * driver's attribute set to true. Spec 03 §8.1.
 */
export function driversPresent(node: Node, drivers: readonly string[]): boolean {
  for (const driver of drivers) {
    const info = node.drivers[driver];
    const present =
      info === undefined
        ? goBoolean(node.attributes[`driver.${driver}`] ?? "") === true
        : info.detected && info.healthy;
    if (!present) return false;
  }
  return true;
}

/** The attributes that the group's secret providers leave on a node that has them. */
export function secretAttributesOf(group: TaskGroup): readonly string[] {
  const providers = group.tasks.flatMap((task) => task.secrets.map((secret) => secret.Provider));
  return [...new Set(providers)].map((provider) => `plugins.secrets.${String(provider)}.version`);
}

export function secretsPresent(node: Node, attributes: readonly string[]): boolean {
  return attributes.every((attribute) => node.attributes[attribute] !== undefined);
}
