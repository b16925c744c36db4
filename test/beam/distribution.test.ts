import { expect } from "chai";
import { distribution, remoteArgs, startArgs } from "../../provider/beam/distribution.ts";

const settings = distribution().parse(undefined);

describe("flags of the distribution", () => {
  it("need no epmd, listen on one port of the own address, and connect to the peers at boot", () => {
    const place = {
      distribution: settings,
      address: "10.0.0.1",
      peers: ["chat@10.0.0.2", "chat@10.0.0.3"],
      erts: "13.1.5",
    };
    expect(startArgs(place, ["+P 500000"]).split("\n")).to.deep.equal([
      "-start_epmd false",
      "-erl_epmd_port 4370",
      "-kernel inet_dist_use_interface {10,0,0,1}",
      "-kernel sync_nodes_optional \"['chat@10.0.0.2','chat@10.0.0.3']\"",
      "-kernel sync_nodes_timeout 2000",
      "+P 500000",
      "",
    ]);
    expect(remoteArgs(place)).to.equal("-start_epmd false\n-erl_epmd_port 4370\n-dist_listen false\n");
  });

  it("use the kernel parameter where it replaced the flag, from OTP 27.2", () => {
    for (const erts of ["15.2", "15.2.1", "16.0"])
      expect(remoteArgs({ distribution: settings, erts })).to.include("-kernel erl_epmd_node_listen_port 4370");
    for (const erts of ["13.1.5", "15.1.2", undefined])
      expect(remoteArgs({ distribution: settings, erts })).to.include("-erl_epmd_port 4370");
  });

  it("pin the port where epmd is asked for", () => {
    const place = { distribution: { ...settings, epmd: true, port: 9000 }, address: "web.example.com", peers: [] };
    expect(startArgs(place)).to.equal("-kernel inet_dist_listen_min 9000\n-kernel inet_dist_listen_max 9000\n");
  });
});
