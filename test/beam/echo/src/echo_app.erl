%% Answers every request on PORT with GREETING.
-module(echo_app).
-behaviour(application).
-export([start/2, stop/1, accept/1]).

start(_Type, _Arguments) ->
    Port = list_to_integer(os:getenv("PORT", "4000")),
    {ok, Socket} = gen_tcp:listen(Port, [binary, {packet, http_bin}, {active, false}, {reuseaddr, true}]),
    Pid = spawn_link(?MODULE, accept, [Socket]),
    ok = gen_tcp:controlling_process(Socket, Pid),
    {ok, Pid}.

stop(_State) -> ok.

accept(Socket) ->
    {ok, Client} = gen_tcp:accept(Socket),
    _ = gen_tcp:recv(Client, 0, 1000),
    Body = os:getenv("GREETING", "hello"),
    inet:setopts(Client, [{packet, raw}]),
    Head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ",
    gen_tcp:send(Client, [Head, integer_to_list(length(Body)), "\r\n\r\n", Body]),
    gen_tcp:close(Client),
    accept(Socket).
