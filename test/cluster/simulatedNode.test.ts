import { describe, expect, test } from "vitest";
import { simulatedNode } from "../../src/cluster/simulatedNode.js";
import { Play } from "./builders/play.js";

const node = (given: object = {}) => simulatedNode({ name: "client-1", ...given }, "id");

describe("a simulated client", () => {
  test("is an ordinary machine where nothing is said of it", () => {
    const { attributes, drivers, hostNetworks } = node();
    expect(attributes).toMatchObject({
      "driver.docker": "1",
      "consul.version": "1.21.0",
      "unique.hostname": "client-1",
    });
    expect(drivers).toHaveProperty("docker");
    expect(hostNetworks.map(({ address }) => address)).toEqual(["127.0.0.1"]);
  });

  test("has the drivers, addresses and attributes that it is said to have", () => {
    const { attributes, drivers, hostNetworks, networks } = node({
      drivers: ["mock_driver"],
      addresses: ["10.0.0.1", "::1"],
      lacks: ["consul.version"],
      attributes: { rack: "r1" },
    });
    expect(Object.keys(drivers)).toEqual(["mock_driver"]);
    expect(attributes).toMatchObject({ "driver.mock_driver": "1", rack: "r1", "kernel.name": "linux" });
    expect(attributes).not.toHaveProperty("driver.docker");
    expect(attributes).not.toHaveProperty("consul.version");
    expect(hostNetworks.map(({ alias, address }) => `${alias} ${address}`)).toEqual([
      "default 10.0.0.1",
      "default ::1",
    ]);
    expect(networks[0]?.ip).toBe("10.0.0.1");
  });

  test("with two addresses takes a static port twice", () => {
    const play = new Play({ nodes: [{ name: "client-1", addresses: ["127.0.0.1", "::1"] }] });
    const task = { Name: "main", Driver: "mock_driver", Resources: { CPU: 10, MemoryMB: 10 } };
    const web = { Name: "web", Count: 3, Networks: [{ ReservedPorts: [{ Label: "http", Value: 80 }] }], Tasks: [task] };
    play.register({ ID: "app", Name: "app", TaskGroups: [web] });
    expect(play.world.allocations.size).toBe(2);
  });

  test.each(["drivers", "addresses", "lacks"])("cannot join when its %s are no list", (member) => {
    const described = { name: "client-1", [member]: "x" };
    const refusal = new Play({ nodes: 0 }).refuses({ kind: "register-node", node: described as never });
    expect(refusal).toBe(`400 ${member} of node "client-1" must list texts`);
  });
});
