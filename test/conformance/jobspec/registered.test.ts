import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runJobspecRegistered, runJobspecValidated } from "./registered.js";

const casesDir = fileURLToPath(new URL("./cases", import.meta.url));

test.each(runJobspecRegistered(casesDir))("$name", ({ difference }) => {
  expect(difference).toBe("");
});

test.each(runJobspecValidated(casesDir))("$name", ({ difference }) => {
  expect(difference).toBe("");
});
