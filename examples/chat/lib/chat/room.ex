defmodule Chat.Room do
  @moduledoc """
  What was said, on every node: a set of messages that only grows. Whoever joins is sent all of it by the others, so
  that the nodes agree again after any interruption. With a data folder it also survives the node.
  """
  use GenServer

  def start_link(folder), do: GenServer.start_link(__MODULE__, folder, name: __MODULE__)

  @doc "Says something to everybody."
  def say(text), do: GenServer.call(__MODULE__, {:say, text})

  @doc "All that was said, oldest first."
  def messages, do: GenServer.call(__MODULE__, :messages)

  @impl true
  def init(folder) do
    file = folder && Path.join(folder, "messages")
    if file, do: File.mkdir_p!(folder)
    {_monitor, _members} = :pg.monitor(Chat, __MODULE__)
    :pg.join(Chat, __MODULE__, self())
    {:ok, %{file: file, messages: load(file)}}
  end

  @impl true
  def handle_call({:say, text}, _from, state) do
    id = {System.system_time(:microsecond), node(), :crypto.strong_rand_bytes(4)}
    said = %{id => text}

    for member <- :pg.get_members(Chat, __MODULE__),
        member != self(),
        do: send(member, {:said, said})

    {:reply, :ok, hear(state, said)}
  end

  def handle_call(:messages, _from, state) do
    list =
      for {{_time, from, _}, text} <- Enum.sort(state.messages), do: %{from: from, text: text}

    {:reply, list, state}
  end

  @impl true
  def handle_info({:said, said}, state), do: {:noreply, hear(state, said)}

  def handle_info({_monitor, :join, __MODULE__, members}, state) do
    for member <- members, member != self(), do: send(member, {:said, state.messages})
    {:noreply, state}
  end

  def handle_info({_monitor, :leave, __MODULE__, _members}, state), do: {:noreply, state}

  defp hear(state, said) do
    messages = Map.merge(state.messages, said)
    if state.file && messages != state.messages, do: save(state.file, messages)
    %{state | messages: messages}
  end

  defp save(file, messages) do
    File.write!(file <> ".new", :erlang.term_to_binary(messages))
    File.rename!(file <> ".new", file)
  end

  defp load(nil), do: %{}

  defp load(file) do
    case File.read(file) do
      {:ok, bytes} -> :erlang.binary_to_term(bytes)
      {:error, :enoent} -> save(file, %{}) && %{}
    end
  end
end
