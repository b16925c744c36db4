/** Looking at what is live: the only way in which it gets into plans. */
import { Unreachable } from "../incus/errors.ts";
import { look } from "../lifecycle.ts";
import { readMark } from "../ownership.ts";
import { failure, warning } from "./diagnostics.ts";
import { type Memory, recall, remember } from "./memory.ts";
import type { Diagnostic, ReadResourceRequest, ReadResourceResponse } from "./protocol/messages.ts";
import { UNKNOWN } from "./protocol/value.ts";
import { requestOf } from "./request.ts";
import { OWN, resourceNamed } from "./schema.ts";
import type { Settings } from "./settings.ts";
import { idOf, memoryOf, seenIn, stateOf } from "./state.ts";
import type { Members } from "./values.ts";

/** Answers `read`. */
export async function readResource(
  request: ReadResourceRequest,
  settings: Settings,
  signal: AbortSignal,
): Promise<ReadResourceResponse> {
  const { typeName, currentState: state } = request;
  const as = { newState: state, private: request.private };
  // A server that is only being made cannot be asked: the state stands as it is.
  if (state === null || (state.host === null && settings.host === UNKNOWN)) return as;
  const resource = resourceNamed(typeName);
  const memory = recall(request.private);
  const { prior } = seenIn(resource, state, memory, settings);
  const report: Diagnostic[] = [];
  try {
    const about = { resource, settings, values: prior, config: state };
    const live = await look(resource.kind, requestOf(about, signal, report), prior);
    if (!live) return { newState: null, diagnostics: report };
    const newState: Members = { ...stateOf(resource, state, prior, live), [OWN.id]: idOf(resource, prior, new Set()) };
    const kept: Memory = memoryOf(resource, withOwner(memory, live.owner), prior, live);
    return { newState, private: remember(kept), diagnostics: report };
  } catch (error) {
    if (error instanceof Unreachable && prior.abandonUnreachable === true)
      return { ...as, diagnostics: [warning(resource, prior, `cannot be looked at: ${error.message}`)] };
    return { ...as, diagnostics: [...report, ...failure(resource, "Reading", prior, error)] };
  }
}

/** An import makes the resource the program's, whoever made it. */
function withOwner(memory: Memory, mark: string | undefined): Memory {
  const owner = memory.found && !memory.owners ? readMark(mark)?.owner : undefined;
  return owner === undefined ? memory : { ...memory, owners: [owner] };
}
