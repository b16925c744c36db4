defmodule Chat.Drain do
  @moduledoc """
  Lets requests finish. It is stopped first: from then on `/health` says 503, each answer closes its connection, and
  the node waits for the requests under way, up to 15 seconds.
  """
  use GenServer, shutdown: 20_000

  @patience 15_000

  def start_link(_), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

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
  def init(_) do
    Process.flag(:trap_exit, true)
    :persistent_term.put(__MODULE__, :counters.new(1, []))
    {:ok, []}
  end

  @impl true
  def terminate(_reason, _state) do
    :persistent_term.put({__MODULE__, :draining}, true)
    wait(System.monotonic_time(:millisecond) + @patience)
  end

  defp wait(deadline) do
    counter = :persistent_term.get(__MODULE__)

    if :counters.get(counter, 1) > 0 and System.monotonic_time(:millisecond) < deadline do
      Process.sleep(20)
      wait(deadline)
    end
  end
end
