defmodule Chat.Fault.Squatter do
  @moduledoc "The fault `port_taken`: another process that answers on the chat's port, and says that all is well."

  @doc "Starts it, and stays as long as it runs."
  def run(port) do
    root = System.fetch_env!("RELEASE_ROOT")
    boot = Path.join([root, "releases", Chat.Application.version(), "start_clean"])
    libraries = Path.join(root, "lib")
    squat = "'#{__MODULE__}':squat(#{port})."

    clean = ~w(-noinput -boot #{boot} -boot_var RELEASE_LIB #{libraries})
    System.cmd("erl", clean ++ ["-pa", Application.app_dir(:chat, "ebin"), "-eval", squat])
  end

  @doc "What that process does."
  def squat(port) do
    {:ok, socket} = :gen_tcp.listen(port, [:binary, packet: :raw, active: false, reuseaddr: true])
    answer(socket)
  end

  defp answer(socket) do
    {:ok, client} = :gen_tcp.accept(socket)
    {:ok, _request} = :gen_tcp.recv(client, 0, 5_000)
    :gen_tcp.send(client, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n")
    :gen_tcp.close(client)
    answer(socket)
  end
end
