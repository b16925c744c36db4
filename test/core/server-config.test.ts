/** What a set of a server's options may hold, as a pure function. */
import { expect } from "chai";
import { ConfigurationMetadata } from "../../provider/incus/configuration.ts";
import { ServerConfig } from "../../provider/kinds/index.ts";

const key = (scope: string, type = "string") => ({ type, scope, shortdesc: "" });
const metadata = new ConfigurationMetadata({
  configs: {
    server: {
      core: {
        keys: [
          { "core.https_address": key("local") },
          { "core.proxy_http": key("global") },
          { "user.*": key("global") },
        ],
      },
    },
  },
});

interface Server {
  readonly clustered?: boolean;
  readonly method?: string;
  readonly config?: Record<string, string>;
}

/** What is refused of these options on such a server. */
function refused(
  wanted: { config?: Record<string, string>; secrets?: Record<string, string>; member?: string },
  { clustered = false, method = "unix", config = {} }: Server = {},
  live: Record<string, string> = {},
): string[] {
  const now = { config, method, fingerprint: undefined, clustered, certificate: "" };
  const before = { name: "ours", config: live, secrets: {} };
  const answer = ServerConfig.plan?.(
    {
      prior: before,
      wanted: { name: "ours", config: {}, secrets: {}, ...wanted },
      live: before,
      unknown: new Set(),
      facts: { metadata, now },
    },
    { action: "none" },
  );
  return answer?.action === "refuse" ? answer.problems.map(({ path, message }) => `${path.join("/")}: ${message}`) : [];
}

const set = (name: string, options: string[]) => ({
  [`user.cul8er.config.${name}`]: JSON.stringify({ owner: "x", options, secrets: [] }),
});

describe("a set of a server's options", () => {
  it("is taken where nobody else has its options", () => {
    expect(refused({ config: { "core.https_address": ":8443" } })).to.deep.equal([]);
    expect(refused({ config: { "user.a": "1" } }, { config: set("ours", ["user.a"]) })).to.deep.equal([]);
  });

  it("has no option of another set", () => {
    expect(refused({ config: { "user.a": "1" } }, { config: set("theirs", ["user.a"]) })[0]).to.match(
      /config\/user\.a: belongs to another set of options, "theirs"/,
    );
  });

  it("knows in a cluster whose an option is", () => {
    const clustered = { clustered: true };
    expect(refused({ config: { "core.https_address": ":8443" } }, clustered)[0]).to.match(/say whose, as `member`/);
    expect(refused({ config: { "core.https_address": ":8443" }, member: "a" }, clustered)).to.deep.equal([]);
    expect(refused({ config: { "core.proxy_http": "x" }, member: "a" }, clustered)[0]).to.match(/leave `member` out/);
  });

  it("does not cut off the connection by which it is set", () => {
    const address = { "core.https_address": ":8443" };
    expect(refused({}, { method: "tls", config: address }, address)[0]).to.match(/the very connection/);
    expect(refused({}, { method: "unix", config: address }, address)).to.deep.equal([]);
  });

  it("leaves cul8er's own records alone, and says an option once", () => {
    expect(refused({ config: { "user.cul8er.config.x": "1" } })[0]).to.match(/cul8er's own/);
    expect(refused({ config: { "user.a": "1" }, secrets: { "user.a": "1" } })[0]).to.match(/is in `config`, too/);
  });
});
