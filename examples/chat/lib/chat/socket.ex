defmodule Chat.Socket do
  @moduledoc """
  A WebSocket (RFC 6455) at `/socket`: it says first who is there, then gives each message back. A node that stops has
  its sockets told to go away (1001), so that their clients come back at once, to another node.

  Messages of one frame only; what `Chat.Frame` does not know ends the socket (1002).
  """
  alias Chat.Frame

  @going_away 1001
  @protocol_error 1002
  @farewell 5_000

  @doc "Whether a request asks for a WebSocket."
  def asked_for?(:GET, "/socket", %{"upgrade" => upgrade, "sec-websocket-key" => _}),
    do: String.downcase(upgrade) == "websocket"

  def asked_for?(_method, _path, _headers), do: false

  @doc "The processes of all open sockets."
  def all, do: for({socket, _} <- Registry.lookup(Chat.Sockets, :open), do: socket)

  @doc "Turns a connection into a WebSocket, and returns when that has ended."
  def open(socket, %{"sec-websocket-key" => key}) do
    {:ok, _} = Registry.register(Chat.Sockets, :open, nil)
    # Whoever comes between the beginning of the drain and its list of sockets leaves as well.
    if Chat.Drain.draining?(), do: send(self(), :go_away)

    :gen_tcp.send(socket, [
      "HTTP/1.1 101 Switching Protocols\r\nServer: chat/#{Chat.Application.version()}\r\n",
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: #{Frame.accept(key)}\r\n\r\n",
      Frame.encode(:text, Chat.Pages.about())
    ])

    talk(socket, "")
    :gen_tcp.close(socket)
  end

  defp talk(socket, received) do
    case Frame.decode(received) do
      {:ok, type, message, rest} when type in [:text, :binary] ->
        :gen_tcp.send(socket, Frame.encode(type, message))
        talk(socket, rest)

      {:ok, :ping, message, rest} ->
        :gen_tcp.send(socket, Frame.encode(:pong, message))
        talk(socket, rest)

      {:ok, :pong, _message, rest} ->
        talk(socket, rest)

      {:ok, :close, reason, _rest} ->
        :gen_tcp.send(socket, Frame.encode(:close, reason))

      :more ->
        listen(socket, received)

      :wrong ->
        :gen_tcp.send(socket, Frame.encode(:close, <<@protocol_error::16>>))
    end
  end

  defp listen(socket, received) do
    :inet.setopts(socket, active: :once)

    receive do
      {:tcp, ^socket, bytes} -> talk(socket, received <> bytes)
      {:tcp_closed, ^socket} -> :closed
      {:tcp_error, ^socket, _reason} -> :closed
      :go_away -> leave(socket, received)
    end
  end

  # What was said meanwhile gets no answer any more; the client's own close frame ends it.
  defp leave(socket, received) do
    :gen_tcp.send(socket, Frame.encode(:close, <<@going_away::16>>))
    Process.send_after(self(), :too_late, @farewell)
    await_close(socket, received)
  end

  defp await_close(socket, received) do
    case Frame.decode(received) do
      {:ok, :close, _reason, _rest} -> :closed
      {:ok, _type, _message, rest} -> await_close(socket, rest)
      :wrong -> :closed
      :more -> hear_close(socket, received)
    end
  end

  defp hear_close(socket, received) do
    :inet.setopts(socket, active: :once)

    receive do
      {:tcp, ^socket, bytes} -> await_close(socket, received <> bytes)
      {:tcp_closed, ^socket} -> :closed
      {:tcp_error, ^socket, _reason} -> :closed
      :too_late -> :closed
    end
  end
end
