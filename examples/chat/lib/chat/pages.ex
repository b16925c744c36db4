defmodule Chat.Pages do
  @moduledoc "What each address answers: `{status, content type, body}`."

  @longest_wait 60_000

  def respond(method, target, body) do
    [path | query] = String.split(target, "?", parts: 2)

    cond do
      method == :GET and path == Chat.Fault.health_path() ->
        health()

      Chat.Fault.unlucky?() ->
        {500, "text/plain", "this page fails now and then\n"}

      true ->
        Chat.Fault.slow_down()
        page(method, path, URI.decode_query(Enum.join(query)), body)
    end
  end

  @doc "Who answers, as JSON."
  def about, do: IO.iodata_to_binary(json(facts()))

  defp health do
    cond do
      Chat.Drain.draining?() -> {503, "application/json", json(%{status: "stopping"})}
      Chat.Fault.sick?() -> {500, "application/json", json(%{status: "broken"})}
      true -> {200, "application/json", json(facts())}
    end
  end

  defp page(:GET, "/", _query, _body) do
    facts = facts()
    others = if facts.peers == [], do: "nobody else", else: Enum.join(facts.peers, ", ")
    said = for %{from: from, text: text} <- Chat.Room.messages(), do: "  #{from}: #{text}\n"

    {200, "text/plain",
     ["This is #{facts.node}, version #{facts.version}. I see #{others}.\n\n", said]}
  end

  defp page(:GET, "/messages", _query, _body),
    do: {200, "application/json", json(Chat.Room.messages())}

  defp page(:POST, "/say", _query, text) do
    :ok = Chat.Room.say(text)
    {201, "application/json", json(%{said: text})}
  end

  # A page that takes its time, by GET or POST, to see what a deployment does to requests under way.
  defp page(_method, "/slow", query, _body) do
    case Integer.parse(query["ms"] || "") do
      {milliseconds, ""} when milliseconds in 0..@longest_wait ->
        Process.sleep(milliseconds)
        {200, "application/json", json(facts())}

      _no_number ->
        {400, "text/plain", "say how long: /slow?ms=2000\n"}
    end
  end

  # A file that only this version has, as the styles and scripts of a web page are.
  defp page(:GET, "/assets/" <> file, _query, _body) do
    version = Chat.Application.version()

    if file == version <> ".txt",
      do: {200, "text/plain", "an asset of version #{version}\n"},
      else: {404, "text/plain", "version #{version} has no such asset\n"}
  end

  # Whoever asks for a WebSocket as one does comes here only while the node stops.
  defp page(:GET, "/socket", _query, _body) do
    if Chat.Drain.draining?(),
      do: {503, "text/plain", "stopping\n"},
      else: {400, "text/plain", "this is for WebSockets\n"}
  end

  defp page(_method, _path, _query, _body), do: {404, "text/plain", "there is nothing here\n"}

  defp facts,
    do: %{node: node(), version: Chat.Application.version(), peers: Enum.sort(Node.list())}

  defp json(map) when is_map(map) do
    fields = for {key, value} <- map, do: [json(key), ":", json(value)]
    ["{", Enum.intersperse(fields, ","), "}"]
  end

  defp json(list) when is_list(list),
    do: ["[", list |> Enum.map(&json/1) |> Enum.intersperse(","), "]"]

  defp json(atom) when is_atom(atom), do: json(Atom.to_string(atom))
  defp json(text), do: ["\"", for(<<byte <- printable(text)>>, do: escape(byte)), "\""]

  defp printable(text), do: if(String.valid?(text), do: text, else: Base.encode64(text))

  defp escape(?"), do: "\\\""
  defp escape(?\\), do: "\\\\"

  defp escape(byte) when byte < 32,
    do: "\\u" <> String.pad_leading(Integer.to_string(byte, 16), 4, "0")

  defp escape(byte), do: byte
end
