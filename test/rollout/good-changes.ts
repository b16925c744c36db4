/** Changes that no user may notice. */
import type { Wish } from "./deployed.ts";
import type { Sockets } from "./unnoticed.ts";

/** One change of a cluster that runs already. */
export interface GoodChange {
  readonly what: string;
  readonly wish: Wish;
  /** Whether it is in every run, and not only where there is time for everything. */
  readonly always?: true;
  /** Default: none breaks. */
  readonly sockets?: Sockets;
}

/** The changes, each from where the one before ended, whichever are left out; `variant` is another image. */
export const goodChanges = (variant: string): readonly GoodChange[] => [
  { always: true, what: "goes up to 2.0.0", wish: { version: "2.0.0" } },
  { what: "goes back to 1.0.0", wish: { version: "1.0.0" } },
  { what: "grows to four nodes", wish: { version: "1.0.0", size: 4 } },
  { what: "shrinks to three", wish: { version: "1.0.0" } },
  {
    what: "gets a setting that asks for a restart",
    wish: { version: "1.0.0", arguments: { config: { "security.guestapi": "false" } } },
  },
  {
    always: true,
    what: "gets another image and memory, and a release that drops its requests when it is told to stop",
    wish: { version: "1.1.0", fault: "ignore_drain", image: variant, arguments: { limits: { memory: "400MiB" } } },
  },
  {
    always: true,
    what: "leaves that release, which drops its requests",
    wish: { version: "2.0.0", image: variant },
    sockets: "broken",
  },
  { what: "shrinks to one node", wish: { version: "2.0.0", image: variant, size: 1 } },
  { what: "changes its only node, for which requests are held", wish: { version: "1.0.0", image: variant, size: 1 } },
  { what: "grows to three again", wish: { version: "2.0.0", image: variant } },
];
