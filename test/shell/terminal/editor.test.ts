import { expect, test } from "vitest";
import { editText } from "../../../src/shell/terminal/editor.js";

test("the editor of the environment changes the text; flags may come with it", () => {
  expect(editText("a.hcl", "one\n", { EDITOR: "sed -i s/one/two/" })).toBe("two\n");
  expect(editText("a.hcl", "one\n", { EDITOR: "false", VISUAL: "sed -i s/one/three/" })).toBe("three\n");
});

test("an editor that fails changes nothing", () => {
  expect(editText("folder/a.hcl", "one\n", { EDITOR: "false" })).toBeUndefined();
});
