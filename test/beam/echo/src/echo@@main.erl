%% What Gleam's compiler writes beside a package: the function that the entry point calls.
-module('echo@@main').
-export([run/1]).

run(Package) -> {ok, _} = application:ensure_all_started(Package, permanent).
