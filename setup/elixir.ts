// Elixir and Erlang, which build the example release.
import { onPath } from "./command.ts";
import type { Package } from "./debian.ts";

/** What Debian has to bring where there is no Elixir. */
export async function elixirPackages(): Promise<Package[]> {
  if (hasElixir()) return [];
  return [
    { name: "elixir", why: "builds the example release" },
    { name: "erlang-dev", why: "the part of Erlang that building a release needs" },
  ];
}

/** What the tests need besides: they build a relx release as well. */
export async function rebarPackages(): Promise<Package[]> {
  return onPath("rebar3") ? [] : [{ name: "rebar3", why: "builds the relx release of the tests" }];
}

/** Whether releases can be built here. */
export function hasElixir(): boolean {
  return onPath("mix") && onPath("erl");
}
