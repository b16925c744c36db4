/** `cul8er undrain`: a node that is well gets requests again. */
import { checkDigest } from "../provider/beam/health.ts";
import { isVerified, passed } from "../provider/beam/journal.ts";
import { stagedIn, withVerified } from "../provider/beam/staged.ts";
import { enterIfWell } from "../provider/kinds/node/rotation.ts";
import { describeFailure, imageOf, record } from "../provider/kinds/node/site.ts";
import { verifyNode } from "../provider/kinds/node/verification.ts";
import { defineCommand } from "./command.ts";
import { NoSuchNode, nodeOn, nodesIn } from "./nodes.ts";
import { placeOf, WHERE } from "./place.ts";
import { CAREFUL, confirm } from "./terminal.ts";

export const undrain = defineCommand({
  name: "undrain",
  words: "<instance> [app]",
  takes: [1, 2],
  summary: "Verifies a node, and gives it requests again if it is well.",
  details: "A node whose revision had failed its checks, and passes them now, counts as verified from then on.",
  options: { ...WHERE, yes: CAREFUL.yes },
  async run(call) {
    const { words, terminal, signal, flag } = call;
    const [instance = "", name] = words;
    const place = placeOf(call);
    const node = nodeOn(await nodesIn(place), instance, name, place);
    const { site, journal } = node;
    const { app } = site;
    if (!journal) throw new NoSuchNode(`${app} is staged on ${instance}, but never ran there: deploy it first`);
    const { version } = journal.current;
    const where = journal.router === undefined ? "" : ` and gets requests from ${journal.router}`;
    await confirm(terminal, `${app} ${version} on ${instance} is verified${where}. Go on?`, {
      yes: flag("yes"),
      signal,
    });
    const verdict = await enterIfWell(site, journal, verifyNode(site, node, journal));
    if (verdict.ok && !isVerified(journal)) await note(site, journal.generation);
    const said = verdict.ok
      ? `${app} ${version} on ${instance} is well${where}.`
      : `${app} ${version} on ${instance} stays as it is: ${describeFailure(verdict)}`;
    if (flag("json"))
      terminal.print(
        JSON.stringify({
          instance,
          app,
          version,
          ok: verdict.ok,
          check: verdict.check,
          detail: verdict.detail,
          router: journal.router,
        }),
      );
    else {
      terminal.print(said);
      if (!verdict.ok && verdict.log) terminal.note(verdict.log);
    }
    return verdict.ok ? 0 : 1;
  },
});

/** Writes down that what runs has passed, unless it is something else by now. */
async function note(site: Parameters<typeof record>[0], generation: string): Promise<void> {
  await record(site, ({ journal, staged, now }) => {
    if (journal?.generation !== generation) return {};
    const { folder } = journal.current;
    return {
      journal: passed(journal, imageOf(now), checkDigest(stagedIn(staged, folder)?.healthCheck)),
      ...(staged && { staged: withVerified(staged, folder) }),
    };
  });
}
