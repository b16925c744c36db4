defmodule Chat.Pages do
  @moduledoc "What each address answers: `{status, content type, body}`."

  def respond(:GET, "/health", _body) do
    cond do
      Chat.Drain.draining?() -> {503, "application/json", json(%{status: "stopping"})}
      Chat.Fault.sick?() -> {500, "application/json", json(%{status: "broken"})}
      true -> {200, "application/json", json(about())}
    end
  end

  def respond(method, path, body) do
    Chat.Fault.slow_down()
    page(method, path, body)
  end

  defp page(:GET, "/", _body) do
    about = about()
    others = if about.peers == [], do: "nobody else", else: Enum.join(about.peers, ", ")
    said = for %{from: from, text: text} <- Chat.Room.messages(), do: "  #{from}: #{text}\n"

    {200, "text/plain",
     ["This is #{about.node}, version #{about.version}. I see #{others}.\n\n", said]}
  end

  defp page(:GET, "/messages", _body), do: {200, "application/json", json(Chat.Room.messages())}

  defp page(:POST, "/say", text) do
    :ok = Chat.Room.say(text)
    {201, "application/json", json(%{said: text})}
  end

  defp page(_method, _path, _body), do: {404, "text/plain", "there is nothing here\n"}

  defp about,
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
