/** The config of an instance: which inputs are written to which keys, and which keys are for whom. */
import type { Config } from "../../config.ts";
import { LIMIT_KEYS, limitsConfig } from "./limits.ts";
import type { Wanted } from "./schema.ts";

/** Inputs that are written to the config. */
export type Configured = Partial<Pick<Wanted, "limits" | "config" | "environment" | "secretEnvironment" | "cloudInit">>;

const CLOUD_INIT: Record<string, string[]> = {
  "cloud-init.user-data": ["cloudInit", "userData"],
  "cloud-init.vendor-data": ["cloudInit", "vendorData"],
  "cloud-init.network-config": ["cloudInit", "networkConfig"],
};

/** Config as the inputs want it. */
export function configOf({ limits, config, environment, secretEnvironment, cloudInit }: Configured): Config {
  return {
    ...config,
    ...limitsConfig(limits),
    ...prefixed(environment),
    ...prefixed(secretEnvironment),
    ...(cloudInit?.userData !== undefined && { "cloud-init.user-data": cloudInit.userData }),
    ...(cloudInit?.vendorData !== undefined && { "cloud-init.vendor-data": cloudInit.vendorData }),
    ...(cloudInit?.networkConfig !== undefined && { "cloud-init.network-config": cloudInit.networkConfig }),
  };
}

/** The input that a config key comes from. */
export const pathOf = (key: string): string[] =>
  LIMIT_KEYS[key] ??
  CLOUD_INIT[key] ??
  (key.startsWith("environment.") ? ["environment", key.slice(12)] : ["config", key]);

/** Why a key may not be in `config`; `undefined` where it may. */
export function reserved(key: string): string | undefined {
  const path = pathOf(key);
  if (path[0] !== "config") return `has an input of its own: use ${path.join(".")}`;
  if (/^(volatile|image)\./.test(key)) return "is the server's own and cannot be set";
  if (key.startsWith("user.cul8er.")) return "is a record of cul8er and cannot be set";
  return undefined;
}

const prefixed = (variables: Record<string, string> = {}): Config =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [`environment.${name}`, value]));
