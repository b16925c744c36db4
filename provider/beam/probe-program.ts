/**
 * The probe: an Erlang expression that asks the questions of a health check until the answer is clear.
 *
 * It runs on the instance in a runtime of the release's own, in which nothing of the application is started: what a
 * release ships is all it needs. It is evaluated, not compiled, so functions are named funs.
 */

/**
 * The expression. It reads the term in `CUL8ER_CHECK`, then waits for a line with the pid of the node (0 for no matter
 * which), or with what is amiss; it prints `ok=`, `check=`, `detail=` and `pid=`, and ends with 0.
 */
export const PROBE = String.raw`
{ok, Tokens, _} = erl_scan:string(os:getenv("CUL8ER_CHECK") ++ "."),
{ok, Check} = erl_parse:parse_term(Tokens),
#{host := Host, questions := Questions, interval := Interval, timeout := Timeout, successes := Successes,
  retries := Retries, backoff := Backoff, deadline := Deadline, uptime := Uptime, node := Node} = Check,
Now = fun() -> erlang:monotonic_time(millisecond) end,
Text = fun(Reason) -> unicode:characters_to_binary(io_lib:format("~0tp", [Reason])) end,
Short = fun(Bin) when byte_size(Bin) > 200 -> <<(binary:part(Bin, 0, 200))/binary, "...">>; (Bin) -> Bin end,
Why = fun(econnrefused) -> <<"connection refused">>; (timeout) -> <<"no answer in time">>; (etimedout) -> <<"no answer in time">>;
         (closed) -> <<"connection closed without an answer">>; (Other) -> Text(Other) end,

Connect = fun(Port) ->
  gen_tcp:connect(binary_to_list(Host), Port, [binary, {active, false}, {packet, raw}], Timeout)
end,

Skip = fun Skip(<<C, Rest/binary>>) when C =:= 32; C =:= 9; C =:= 10; C =:= 13 -> Skip(Rest); Skip(Rest) -> Rest end,
Hex = fun(Bin) -> binary_to_integer(Bin, 16) end,
JsonText = fun
  JsonText(<<$", Rest/binary>>, Acc) -> {unicode:characters_to_binary(lists:reverse(Acc)), Rest};
  JsonText(<<$\\, $u, A:4/binary, $\\, $u, B:4/binary, Rest/binary>>, Acc) ->
    case {Hex(A), Hex(B)} of
      {High, Low} when High >= 16#D800, High < 16#DC00, Low >= 16#DC00, Low < 16#E000 ->
        JsonText(Rest, [16#10000 + ((High - 16#D800) bsl 10) + (Low - 16#DC00) | Acc]);
      {One, _} -> JsonText(<<$\\, $u, B/binary, Rest/binary>>, [One | Acc])
    end;
  JsonText(<<$\\, $u, A:4/binary, Rest/binary>>, Acc) -> JsonText(Rest, [Hex(A) | Acc]);
  JsonText(<<$\\, C, Rest/binary>>, Acc) ->
    JsonText(Rest, [case C of $n -> 10; $t -> 9; $r -> 13; $b -> 8; $f -> 12; _ -> C end | Acc]);
  JsonText(<<C/utf8, Rest/binary>>, Acc) -> JsonText(Rest, [C | Acc])
end,
Json = fun
  Json(<<$", Rest/binary>>) -> JsonText(Rest, []);
  Json(<<${"${"}, Rest/binary>>) ->
    Members = fun Members(<<$}, More/binary>>, Map) -> {Map, More};
                  Members(<<$,, More/binary>>, Map) -> Members(Skip(More), Map);
                  Members(<<$", More/binary>>, Map) ->
                    {Key, After} = JsonText(More, []),
                    <<$:, Value/binary>> = Skip(After),
                    {Read, Left} = Json(Skip(Value)),
                    Members(Skip(Left), Map#{Key => Read}) end,
    Members(Skip(Rest), #{});
  Json(<<$[, Rest/binary>>) ->
    Items = fun Items(<<$], More/binary>>, Acc) -> {lists:reverse(Acc), More};
                Items(<<$,, More/binary>>, Acc) -> Items(Skip(More), Acc);
                Items(More, Acc) -> {Read, Left} = Json(More), Items(Skip(Left), [Read | Acc]) end,
    Items(Skip(Rest), []);
  Json(Rest) ->
    {match, [{0, Length}]} = re:run(Rest, "^(true|false|null|-?[0-9][-+.0-9eE]*)", [{capture, first, index}]),
    <<Word:Length/binary, Left/binary>> = Rest,
    {Word, Left}
end,
Field = fun Field(Value, []) -> Value; Field(Map, [Key | Keys]) when is_map(Map) -> Field(maps:get(Key, Map, none), Keys); Field(_, _) -> none end,

Receive = fun Receive(Socket, Acc, Until) ->
  Complete = case binary:split(Acc, <<"\r\n\r\n">>) of
    [Head, Body] ->
      case re:run(Head, "\r\ncontent-length: *([0-9]+)", [caseless, {capture, all_but_first, binary}]) of
        {match, [Length]} -> byte_size(Body) >= binary_to_integer(Length);
        nomatch -> false
      end;
    _ -> false
  end,
  if Complete; byte_size(Acc) > 1000000 -> {ok, Acc};
     true ->
       case gen_tcp:recv(Socket, 0, max(1, Until - Now())) of
         {ok, More} -> Receive(Socket, <<Acc/binary, More/binary>>, Until);
         {error, closed} when Acc =/= <<>> -> {ok, Acc};
         {error, Reason} -> {error, Why(Reason)}
       end
  end
end,
Http = fun(#{port := Port, path := Path} = Question) ->
  case Connect(Port) of
    {ok, Socket} ->
      Headers = [[Name, ": ", Value, "\r\n"] || {Name, Value} <- maps:get(headers, Question, [])],
      Named = lists:any(fun({Name, _}) -> string:lowercase(Name) =:= <<"host">> end, [{N, V} || {N, V} <- maps:get(headers, Question, [])]),
      HostLine = if Named -> []; true -> ["Host: ", Host, ":", integer_to_list(Port), "\r\n"] end,
      ok = gen_tcp:send(Socket, ["GET ", Path, " HTTP/1.0\r\n", HostLine, "User-Agent: cul8er\r\nConnection: close\r\n", Headers, "\r\n"]),
      Answer = Receive(Socket, <<>>, Now() + Timeout),
      gen_tcp:close(Socket),
      case Answer of
        {ok, <<"HTTP/1.", _, " ", Code:3/binary, _/binary>> = Bytes} ->
          Status = binary_to_integer(Code),
          Body = case binary:split(Bytes, <<"\r\n\r\n">>) of [_, Found] -> Found; _ -> <<>> end,
          Right = case Question of #{status := Wanted} -> Status =:= Wanted; _ -> Status >= 200 andalso Status < 300 end,
          Holds = case Question of #{body := Part} -> binary:match(Body, Part) =/= nomatch; _ -> true end,
          Fields = maps:get(json, Question, []),
          Parsed = if Fields =:= []; not Right -> none; true -> try element(1, Json(Skip(Body))) catch _:_ -> broken end end,
          Wrong = [{Name, Value, Field(Parsed, binary:split(Name, <<".">>, [global]))}
                   || {Name, Value} <- Fields, Parsed =/= none, Field(Parsed, binary:split(Name, <<".">>, [global])) =/= Value],
          if not Right -> {error, <<"answered ", Code/binary, ": ", (Short(Body))/binary>>};
             not Holds -> {error, <<"answered ", Code/binary, ", without the expected text: ", (Short(Body))/binary>>};
             Parsed =:= broken -> {error, <<"the answer is no JSON: ", (Short(Body))/binary>>};
             Wrong =/= [] ->
               [{Name1, Wanted1, Got1} | _] = Wrong,
               Shown = if Got1 =:= none -> <<"missing">>; is_binary(Got1) -> Got1; true -> Text(Got1) end,
               {error, <<"field ", Name1/binary, " of the answer is ", Shown/binary, ", not ", Wanted1/binary>>};
             true -> {ok, <<"answered ", Code/binary>>}
          end;
        {ok, Bytes} -> {error, <<"the answer is no HTTP: ", (Short(Bytes))/binary>>};
        Failed -> Failed
      end;
    {error, Reason} -> {error, Why(Reason)}
  end
end,

Tcp = fun(#{port := Port}) ->
  case Connect(Port) of
    {ok, Socket} -> gen_tcp:close(Socket), {ok, <<"accepts connections">>};
    {error, Reason} -> {error, Why(Reason)}
  end
end,

Exec = fun(#{command := [Program | Arguments]}) ->
  Port = erlang:open_port({spawn_executable, "/bin/sh"},
    [{args, [<<"-c">>, <<"exec \"$@\" </dev/null">>, <<"sh">>, Program | Arguments]}, exit_status, stderr_to_stdout, binary, hide]),
  Wait = fun Wait(Acc, Until) ->
    receive
      {Port, {data, Data}} -> Wait(binary:part(<<Data/binary, Acc/binary>>, 0, min(1000, byte_size(Data) + byte_size(Acc))), Until);
      {Port, {exit_status, 0}} -> {ok, <<"ended with 0">>};
      {Port, {exit_status, Status}} -> {error, <<"ended with ", (integer_to_binary(Status))/binary, ": ", (Short(string:trim(Acc)))/binary>>}
    after max(1, Until - Now()) ->
      case erlang:port_info(Port, os_pid) of {os_pid, Os} -> os:cmd("kill -9 " ++ integer_to_list(Os)); _ -> ok end,
      catch erlang:port_close(Port),
      {error, <<"did not end in time">>}
    end
  end,
  Wait(<<>>, Now() + Timeout)
end,

Call = fun(Name, Module, Function, Arguments) ->
  try {ok, erpc:call(Name, Module, Function, Arguments, Timeout)}
  catch error:{erpc, noconnection} -> {error, <<"no node answers under the name ", (atom_to_binary(Name, utf8))/binary, ", or it has another cookie">>};
        _:Reason -> {error, Text(Reason)} end
end,
Alone = fun(_) ->
  case Call(Node, erlang, node, []) of {ok, Node} -> {ok, <<"answers over distribution">>}; {ok, Other} -> {error, Text(Other)}; Error -> Error end
end,
Cluster = fun(#{members := Members}) ->
  Seen = [{Name, case Call(Name, erlang, nodes, []) of {ok, Nodes} -> {ok, Members -- [Name | Nodes]}; Error -> Error end} || Name <- Members],
  [Call(Name, net_kernel, connect_node, [Other]) || {Name, {ok, Missing}} <- Seen, Other <- Missing],
  Said = [case Result of
            {error, Reason} -> Reason;
            {ok, Missing} -> <<(atom_to_binary(Name, utf8))/binary, " does not see ", (Text(Missing))/binary>>
          end || {Name, Result} <- Seen, Result =/= {ok, []}],
  case Said of [] -> {ok, <<"every node sees every other">>}; _ -> {error, iolist_to_binary(lists:join("; ", Said))} end
end,

Ask = fun(#{kind := Kind} = Question) ->
  Answer = try (case Kind of http -> Http; tcp -> Tcp; exec -> Exec; node -> Alone; cluster -> Cluster end)(Question)
           catch _:Reason -> {error, Text(Reason)} end,
  {Result, Detail} = Answer,
  {Result, maps:get(name, Question), Detail}
end,
Round = fun Round([], Last) -> Last; Round([Question | More], _) ->
  case Ask(Question) of {ok, _, _} = Good -> Round(More, Good); Bad -> Bad end
end,
%% One that has not begun to listen costs nothing to ask.
Absent = fun(Detail) -> binary:match(Detail, [<<"connection refused">>, <<"no node answers">>]) =/= nomatch end,
%% Only now there is something to look at: whom, or why not.
Told = unicode:characters_to_binary(string:trim(io:get_line(""))),
Pid = try binary_to_integer(Told) catch _:_ -> none end,
Begin = Now(),
Alive = fun() -> Pid =:= 0 orelse filelib:is_file("/proc/" ++ integer_to_list(Pid) ++ "/stat") end,
Loop = fun Loop(Streak, Well, Before) ->
  {Result, Name, Detail} = Round(Questions, {ok, <<"process">>, <<"runs">>}),
  Moment = Now(),
  Elapsed = Moment - Begin,
  Since = if Result =:= ok, Well =:= never -> Moment; true -> Well end,
  Good = if Result =:= ok -> Streak + 1; true -> 0 end,
  Missing = Absent(Detail),
  Bad = if Result =:= ok -> 0; Missing -> Before; true -> Before + 1 end,
  Living = Alive(),
  if not Living -> {error, <<"process">>, <<"it ended by itself">>};
     Good >= Successes, Moment - Since >= Uptime -> {ok, Name, Detail};
     Bad > Retries; Elapsed >= Deadline + Uptime -> {error, Name, Detail};
     Elapsed >= Deadline, Good =:= 0 -> {error, Name, Detail};
     true ->
       Pause = if Missing -> min(Interval, 100); Bad < 2 -> Interval; true -> round(Interval * math:pow(Backoff, min(Bad - 1, 20))) end,
       End = if Elapsed < Deadline -> Deadline; true -> Deadline + Uptime end,
       timer:sleep(min(Pause, End - Elapsed)),
       Loop(Good, Since, Bad)
  end
end,
case os:getenv("CUL8ER_COOKIE", "") of
  "" -> ok;
  File -> {ok, Cookie} = file:read_file(File), erlang:set_cookie(node(), binary_to_atom(string:trim(Cookie), latin1))
end,
Distributed = lists:any(fun(#{kind := Kind}) -> Kind =:= node orelse Kind =:= cluster end, Questions),
case Distributed of true -> logger:set_primary_config(level, none); false -> ok end,
{Outcome, Which, Said} = if Pid =:= none -> {error, <<"process">>, Told}; true -> Loop(0, never, 0) end,
Line = binary:replace(Said, [<<"\n">>, <<"\r">>, <<0>>], <<" ">>, [global]),
ok = io:setopts([{encoding, latin1}]),
io:put_chars([<<"ok=">>, case Outcome of ok -> <<"1">>; error -> <<"0">> end, <<"\ncheck=">>, [C || <<C>> <= Which], <<"\ndetail=">>, [C || <<C>> <= Line], <<"\npid=">>, Told, <<"\n">>]),
halt(0).`;
