import { describe, expect, test } from "vitest";
import type { NamespaceRequest } from "../../../src/model/action.js";
import type { JsonObject } from "../../../src/model/json.js";
import { job } from "../builders/jobs.js";
import { Play } from "../builders/play.js";

const applied = (namespace: NamespaceRequest) => ({ kind: "apply-namespace", namespace }) as const;
const deleted = (name: string) => ({ kind: "delete-namespace", name }) as const;
const registered = (given: JsonObject, namespace: string) =>
  ({ kind: "register-job", job: job(0, given), namespace }) as const;

describe("namespaces", () => {
  test("the default one is there from the start", () => {
    const { world } = new Play();
    expect(world.namespaces.valuesArray()).toMatchObject([
      { name: "default", description: "Default shared namespace", createIndex: 1, modifyIndex: 1 },
    ]);
  });

  test("one that is applied takes jobs; applied again it is replaced whole and keeps its create index", () => {
    const play = new Play();
    const { index } = play.does(applied({ name: "prod", description: "the shop", meta: { owner: "ops" } }));
    play.does(registered({}, "prod"));
    const again = play.does(applied({ name: "prod" }));
    expect(play.world.namespaces.get("prod")).toMatchObject({
      description: "",
      meta: {},
      createIndex: index,
      modifyIndex: again.index,
    });
  });

  test("a job in one that nobody applied is refused", () => {
    expect(new Play().refuses(registered({}, "prod"))).toContain('is in nonexistent namespace "prod"');
  });

  test("what a namespace forbids is refused at the registration", () => {
    const play = new Play();
    const none = { enabledTaskDrivers: undefined, enabledNetworkModes: undefined, disabledNetworkModes: undefined };
    play.does(applied({ name: "prod", capabilities: { ...none, disabledTaskDrivers: ["mock_driver"] } }));
    expect(play.refuses(registered({}, "prod"))).toContain(
      'used task driver "mock_driver" is not allowed in namespace "prod"',
    );
  });

  test.each([
    [{ name: "bad name" }, '* invalid name "bad name". Must match regex ^[a-zA-Z0-9-]{1,128}$'],
    [{ name: "" }, '* invalid name "". Must match regex ^[a-zA-Z0-9-]{1,128}$'],
    [{ name: "x", description: "ü".repeat(129) }, "* description longer than 256"],
  ])("%j is no namespace", (namespace, complaint) => {
    const said = new Play().refuses(applied(namespace));
    expect(said).toBe(`500 Invalid namespace "${namespace.name}": 1 error occurred:\n\t${complaint}\n\n`);
  });

  test("there are no quotas", () => {
    const said = new Play().refuses(applied({ name: "quoted", quota: "small" }));
    expect(said).toBe('500 namespace "quoted" using non-existent quota "small"');
  });

  test("it goes when nothing in it goes on", () => {
    const play = new Play();
    play.does(applied({ name: "team" }));
    play.does(registered({}, "team"));
    play.at(1);
    expect(play.refuses(deleted("team"))).toBe(
      '500 2 errors occurred:\n\t* namespace "team" has non-terminal jobs in regions: [global]\n' +
        '\t* namespace "team" has non-terminal allocations in regions: [global]\n\n',
    );
    play.does({ kind: "deregister-job", namespace: "team", jobId: "app", purge: false });
    play.at(60);
    play.does(deleted("team"));
    expect(play.world.namespaces.keysArray()).toEqual(["default"]);
  });

  test.each([
    ["default", "500 can not delete default namespace"],
    ["none", "500 namespace not found"],
  ])("%s cannot be deleted", (name, said) => {
    expect(new Play().refuses(deleted(name))).toBe(said);
  });
});
