defmodule Chat.Application do
  @moduledoc """
  A small chat room that lives on every node of the cluster.

  Children stop in reverse order: first the drain, which lets requests finish, then the listener, then the rest.
  """
  use Application
  require Logger

  @impl true
  def start(_type, _args) do
    port = Application.fetch_env!(:chat, :port)
    Logger.info("chat #{version()} starts as #{node()} on port #{port}")
    Chat.Fault.at_boot()

    children = [
      %{id: :pg, start: {:pg, :start_link, [Chat]}},
      {Chat.Room, Application.get_env(:chat, :data_dir)},
      {Registry, keys: :duplicate, name: Chat.Sockets},
      {Task.Supervisor, name: Chat.Connections},
      {Chat.Listener, port},
      {Chat.Drain, Application.fetch_env!(:chat, :socket_drain_ms)}
    ]

    Supervisor.start_link(children, strategy: :one_for_one, name: Chat.Supervisor)
  end

  @doc "The version of the release that runs, not of the code it was compiled from."
  def version, do: System.get_env("RELEASE_VSN", "development")
end
