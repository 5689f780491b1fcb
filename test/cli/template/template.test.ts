import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../src/api/json.js";
import { executeTemplate } from "../../../src/cli/template/template.js";

const jobs: JsonValue = [
  { ID: "web", Version: 2, Stable: true, Tags: ["a", "b"], Time: 1795398427588242694n, Latest: null, Meta: { k: "v" } },
  { ID: "cache", Version: 0, Stable: false, Tags: [], Time: 0, Latest: { Status: "failed" }, Meta: {} },
];

function run(source: string): string {
  return executeTemplate(source, jobs, {});
}

describe("-t", () => {
  test.each([
    ["{{range .}}{{.ID}} {{.Version}};{{end}}", "web 2;cache 0;"],
    ["{{len .}}", "2"],
    ["{{range .}}{{len .Tags}}{{.Tags}}{{end}}", "2[a b]0[]"],
    ["{{range .}}{{.Time}} {{end}}", "1795398427588242694 0 "],
    ["{{range .}}{{if .Stable}}yes{{else}}no{{end}} {{end}}", "yes no "],
    ["{{range .}}{{with .Latest}}{{.Status}}{{else}}-{{end}}{{end}}", "-failed"],
    ["{{range $i, $job := .}}{{$i}}={{$job.ID}} {{end}}", "0=web 1=cache "],
    ["{{(index . 1).ID}}", "cache"],
    ['{{range .}}{{if eq .ID "web" "db"}}{{printf "%s %q" .ID .ID}}{{end}}{{end}}', 'web "web"'],
    ["a {{- /* gone */ -}} b", "ab"],
    ["a {{- 1 -}} b", "a1b"],
    ["{{range .}}{{.ID | printf `<%s>`}}{{end}}", "<web><cache>"],
    ["{{with $x := 3}}{{$x}}{{end}}", "3"],
    ["{{range .}}{{range $k, $v := .Meta}}{{$k}}:{{$v}}{{else}}none{{end}} {{end}}", "k:v none "],
    ["{{if and (gt (len .) 1) (not false)}}many{{else if true}}x{{end}}", "many"],
  ])("%s", (source, text) => {
    expect(run(source)).toBe(text);
  });

  test.each([
    ["{{.member.Name}}", ':1:9: executing "" at <.member.Name>: can\'t evaluate field member in type *api.AgentSelf'],
    ["a\n {{ .Nope }}", ':2:4: executing "" at <.Nope>: can\'t evaluate field Nope in type *api.AgentSelf'],
    [
      "{{if .AVeryLongFieldOfNothing}}{{end}}",
      ':1:5: executing "" at <.AVeryLongFieldOfNot...>: can\'t evaluate field AVeryLongFieldOfNothing in type *api.AgentSelf',
    ],
  ])("%j is refused in Go's words where the type's name is known", (source, message) => {
    const agent = { goName: "*api.AgentSelf", members: { Member: { goName: "api.AgentMember" } } };
    expect(() => executeTemplate(source, { Member: { Name: "a" } }, agent)).toThrow(`template: ${message}`);
  });

  test.each([
    ["{{.ID}}", "can't evaluate field ID"],
    ["{{range .}}{{.Nope}}{{end}}", "can't evaluate field Nope"],
    ["{{sprig_upper .}}", 'function "sprig_upper" not defined'],
    ["{{range .}}", "unexpected EOF"],
    ["{{end}}", "unexpected {{end}}"],
    ["{{.ID", "unclosed action"],
    ["{{range .}}{{.}}{{end}}", "printing a whole object is not supported"],
  ])("%s is refused", (source, message) => {
    expect(() => run(source)).toThrow(message);
  });
});
