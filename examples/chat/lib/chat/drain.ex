defmodule Chat.Drain do
  @moduledoc """
  Lets work finish. It is stopped first: from then on `/health` says 503, each answer closes its connection, and the
  open WebSockets are told to go elsewhere, one after the other, so that their clients do not all come back at once. The
  node waits for the requests under way and for the sockets, up to 15 seconds.
  """
  use GenServer, shutdown: 20_000

  @patience 15_000

  def start_link(socket_drain_ms),
    do: GenServer.start_link(__MODULE__, socket_drain_ms, name: __MODULE__)

  @doc "Runs a request and counts it as under way meanwhile."
  def count(request) do
    counter = :persistent_term.get(__MODULE__)
    :counters.add(counter, 1, 1)

    try do
      request.()
    after
      :counters.sub(counter, 1, 1)
    end
  end

  @doc "Whether this node is stopping."
  def draining?, do: :persistent_term.get({__MODULE__, :draining}, false)

  @impl true
  def init(socket_drain_ms) do
    Process.flag(:trap_exit, true)
    :persistent_term.put(__MODULE__, :counters.new(1, []))
    {:ok, socket_drain_ms}
  end

  @impl true
  def terminate(_reason, socket_drain_ms) do
    Chat.Fault.at_stop()
    :persistent_term.put({__MODULE__, :draining}, true)
    send_away(Chat.Socket.all(), socket_drain_ms)
    wait(System.monotonic_time(:millisecond) + @patience)
  end

  defp send_away(sockets, milliseconds) do
    for {socket, place} <- Enum.with_index(sockets),
        do: Process.send_after(socket, :go_away, div(milliseconds * place, length(sockets)))
  end

  defp wait(deadline) do
    under_way = :counters.get(:persistent_term.get(__MODULE__), 1) + length(Chat.Socket.all())

    if under_way > 0 and System.monotonic_time(:millisecond) < deadline do
      Process.sleep(20)
      wait(deadline)
    end
  end
end
