/** Where a machine is that is reached over SSH, and how to know that it is the right one. Holds no secrets. */
import { userInfo } from "node:os";
import { z } from "zod";

/** A machine with an SSH server: its address, the user, and references to keys. */
export const sshPlace = z.strictObject({
  address: z
    .string()
    .min(1)
    .regex(/^[^\s@/]+$/, "is a name or an IP address, without user and port")
    .describe("Name or IP address of the machine."),
  port: z.number().int().min(1).max(65535).optional().describe("Port of its SSH server. Default: 22."),
  user: z
    .string()
    .min(1)
    .optional()
    .describe("User to log in as: root, or one who may use sudo. Default: your own name."),
  key: z
    .string()
    .min(1)
    .optional()
    .describe("Path of the private key. Default: those of your agent, then the usual ones in ~/.ssh."),
  hostKey: z
    .string()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, "is a fingerprint as ssh-keygen -l shows it: SHA256:...")
    .optional()
    .describe("Fingerprint of its host key, as `SHA256:...`. Default: it must be in your known_hosts."),
  knownHosts: z.string().min(1).optional().describe("Path of another file than ~/.ssh/known_hosts."),
});

/** A machine, as `sshPlace` describes it. */
export type SshPlace = z.output<typeof sshPlace>;

/** The user to log in as. */
export const userOf = ({ user }: SshPlace): string => user ?? userInfo().username;

/** A machine in messages: `deploy@prod.example.com`, with its port where it is not the usual one. */
export const nameOf = (place: SshPlace): string =>
  `${userOf(place)}@${place.address}${place.port === undefined || place.port === 22 ? "" : `:${place.port}`}`;
