import { expect } from "chai";
import fc from "fast-check";
import { leaving } from "../../provider/ignored.ts";
import { partsOf } from "../../provider/pulumi/values.ts";

const parts = (...paths: string[]) => partsOf({ __ignored: paths });

describe("ignoreChanges", () => {
  it("takes paths as Pulumi writes them", () => {
    expect(parts("name", 'config["limits.cpu"]', "devices.eth0.network", 'a["b\\"c"][0].d')).to.deep.equal([
      ["name"],
      ["config", "limits.cpu"],
      ["devices", "eth0", "network"],
      ["a", 'b"c', "0", "d"],
    ]);
  });

  it("leaves what is named as it is, and takes everything else as wanted", () => {
    const wanted = { config: { "limits.cpu": "1", "limits.memory": "1GiB" }, description: "new" };
    const live = { config: { "limits.cpu": "4", "limits.memory": "2GiB" }, description: "old" };
    expect(leaving(parts('config["limits.cpu"]'), wanted, live)).to.deep.equal({
      config: { "limits.cpu": "4", "limits.memory": "1GiB" },
      description: "new",
    });
    expect(leaving(parts("config"), wanted, live)).to.deep.equal({ ...wanted, config: live.config });
  });

  it("does not put back what somebody removed", () => {
    const wanted = { config: { a: "1", b: "2" } };
    expect(leaving(parts("config.a"), wanted, { config: { b: "3" } })).to.deep.equal({ config: { b: "2" } });
  });

  it("changes nothing where there is nothing, or nothing of that name", () => {
    const wanted = { config: { a: "1" } };
    expect(leaving(parts("config"), wanted, undefined)).to.deep.equal(wanted);
    expect(leaving(parts("size", "config.a.b"), wanted, { config: { a: "2" } })).to.deep.equal(wanted);
  });

  it("never touches a name that no path begins with", () => {
    const map = fc.dictionary(fc.stringMatching(/^[a-d]$/), fc.jsonValue());
    const path = fc.array(fc.stringMatching(/^[a-d]$/), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(map, map, fc.array(path), (wanted, live, paths) => {
        const after = leaving(paths, wanted, live);
        for (const name of new Set([...Object.keys(wanted), ...Object.keys(after)]))
          if (!paths.some(([first]) => first === name)) expect(after[name]).to.deep.equal(wanted[name]);
        for (const [name = "", ...rest] of paths)
          if (rest.length === 0 && name in live) expect(after[name]).to.deep.equal(live[name]);
      }),
    );
  });
});
