/** What a resource keeps secret, for those who need it in a run: read from its server, kept in neither plan nor state. */
import { describe } from "../identity.ts";
import { lookUp } from "../lifecycle.ts";
import { failure } from "./diagnostics.ts";
import type { Diagnostic, OpenEphemeralResourceRequest, OpenEphemeralResourceResponse } from "./protocol/messages.ts";
import { requestOf } from "./request.ts";
import { resourceNamed } from "./schema.ts";
import type { Settings } from "./settings.ts";
import { placeIn } from "./state.ts";
import { completeObject, decodeObject, encode } from "./values.ts";

/** Answers `open`. */
export async function openSecrets(
  { typeName, config }: OpenEphemeralResourceRequest,
  settings: Settings,
  signal: AbortSignal,
): Promise<OpenEphemeralResourceResponse> {
  const resource = resourceNamed(typeName);
  const { kind, inputs, ephemeral } = resource;
  const given = config ?? {};
  const named = { is: "object" as const, fields: inputs.fields.filter(({ attribute }) => attribute in given) };
  const complete = completeObject(named, given, {});
  const values = { ...(given.host === null && placeIn(settings)), ...decodeObject(named, complete) };
  const report: Diagnostic[] = [];
  try {
    const found = await lookUp(kind, requestOf({ resource, settings, values, config: given }, signal, report), values);
    if (!found) {
      const summary = "There is nothing to read";
      return {
        diagnostics: [...report, { severity: "error", summary, detail: `There is no ${describe(kind, values)}.` }],
      };
    }
    const secrets = ephemeral.fields.map(
      ({ name, attribute, shape }) => [attribute, encode(shape, found[name])] as const,
    );
    return { result: { ...complete, ...Object.fromEntries(secrets) }, diagnostics: report };
  } catch (error) {
    return { diagnostics: [...report, ...failure(resource, "Reading", values, error)] };
  }
}
