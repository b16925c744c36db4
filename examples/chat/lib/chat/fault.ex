defmodule Chat.Fault do
  @moduledoc """
  Broken on purpose, to see what a deployment does about it. Faults come from the environment (`CHAT_FAULT`) or are
  baked into the release when it is built (`CHAT_BAKED_FAULT`); several are parted by commas:

    * `health_500`: the health check fails
    * `fail_if_file=/path`: the health check fails while that file exists
    * `health_moved`: the health check is at `/healthz`, and `/health` is not found
    * `crash_on_boot`: it never starts
    * `crash_after_ms=4000`: it dies a while after each start
    * `slow_ms=200`: every page takes that long
    * `fail_rate=0.1`: one page in ten fails, by lot, while the health check is fine
    * `not_listening`: it runs, and nobody can talk to it
    * `port_taken`: it runs, and another process has its port and says that all is well
    * `never_joins`: it runs, and no other node can connect to it
    * `ignore_drain`: told to stop it is gone at once, whatever requests are under way
    * `migration_fails`: `Chat.Release.migrate/0` does

  `health_500@two` is a fault only where the host's name ends in `two`.
  """

  @doc "Fails at once, or starts the clock of a later failure."
  def at_boot do
    if value("crash_on_boot"), do: raise("crashes on boot, as its fault says")
    if value("never_joins"), do: Chat.Fault.Loner.start()

    if milliseconds = value("crash_after_ms"),
      do: :timer.apply_after(String.to_integer(milliseconds), :erlang, :halt, [1])
  end

  @doc "Ends at once where the fault says so."
  def at_stop do
    if value("ignore_drain"), do: :erlang.halt(0, flush: false)
  end

  @doc "Where the health check is."
  def health_path, do: if(value("health_moved"), do: "/healthz", else: "/health")

  @doc "Whether the health check shall fail."
  def sick? do
    file = value("fail_if_file")
    value("health_500") != nil or (file != nil and File.exists?(file))
  end

  @doc "Whether this page shall fail."
  def unlucky? do
    rate = value("fail_rate")
    rate != nil and :rand.uniform() < elem(Float.parse(rate), 0)
  end

  @doc "Waits as long as the fault says."
  def slow_down do
    if milliseconds = value("slow_ms"), do: Process.sleep(String.to_integer(milliseconds))
  end

  @doc "The value of a fault (`\"\"` where it has none), or nil when this node does not have it."
  def value(name) do
    {:ok, host} = :inet.gethostname()

    Enum.find_value(faults(), fn fault ->
      [what | where] = String.split(fault, "@", parts: 2)
      [key | value] = String.split(what, "=", parts: 2)
      here? = where == [] or String.ends_with?(to_string(host), hd(where))
      if key == name and here?, do: Enum.at(value, 0, "")
    end)
  end

  defp faults do
    baked = Application.get_env(:chat, :baked_fault, "")
    String.split("#{baked},#{Application.get_env(:chat, :fault, "")}", ",", trim: true)
  end
end
