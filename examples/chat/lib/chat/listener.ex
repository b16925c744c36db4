defmodule Chat.Listener do
  @moduledoc "Accepts connections and gives each to a process of its own."
  use Task, restart: :permanent, shutdown: :brutal_kill

  def start_link(port), do: Task.start_link(__MODULE__, :listen, [port])

  def listen(port) do
    if Chat.Fault.value("not_listening"), do: Process.sleep(:infinity)
    if Chat.Fault.value("port_taken"), do: Chat.Fault.Squatter.run(port)

    options = [:binary, packet: :http_bin, active: false, reuseaddr: true, backlog: 1024]
    {:ok, socket} = :gen_tcp.listen(port, options)
    accept(socket)
  end

  defp accept(socket) do
    {:ok, client} = :gen_tcp.accept(socket)
    {:ok, connection} = Task.Supervisor.start_child(Chat.Connections, Chat.Connection, :start, [])
    :gen_tcp.controlling_process(client, connection)
    send(connection, {:serve, client})
    accept(socket)
  end
end
