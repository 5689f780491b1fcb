import type { JsonObject } from "../../model/json.js";

/** The member of a block that is a block itself; undefined where it is null. */
export function innerBlock(block: JsonObject | undefined, name: string): JsonObject | undefined {
  const member = block?.[name];
  return typeof member === "object" && member !== null && !Array.isArray(member) ? (member as JsonObject) : undefined;
}

/** The member of a block that is a list of blocks; empty where it is null. */
export function innerBlocks(block: JsonObject | undefined, name: string): readonly JsonObject[] {
  const member = block?.[name];
  return Array.isArray(member) ? (member as readonly JsonObject[]) : [];
}

/** The member of a block that is a list of strings; empty where it is null. */
export function innerTexts(block: JsonObject | undefined, name: string): readonly string[] {
  const member = block?.[name];
  return Array.isArray(member) ? member.map(String) : [];
}
