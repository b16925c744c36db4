defmodule Chat.Fault.Loner do
  @moduledoc """
  The fault `never_joins`: a node that refuses every other one, as one with a wrong cookie does. Tools that connect
  under names of their own still reach it.
  """

  @doc "Leaves the nodes that are connected already, and lets nobody in from then on."
  def start do
    spawn(fn ->
      :ok = :net_kernel.monitor_nodes(true)
      leave(Node.list() ++ Application.get_env(:kernel, :sync_nodes_optional, []))
      refuse()
    end)
  end

  defp refuse do
    receive do
      {:nodeup, node} -> leave([node])
      {:nodedown, _node} -> :ok
    end

    refuse()
  end

  # `:global` of this node must not tell one that it lost another, or those would part from each other, too.
  defp leave(nodes) do
    :ok = :sys.suspend(:global_name_server)
    for node <- nodes, do: Node.set_cookie(node, :"only_#{node()}_knows_it")
    for node <- nodes, do: Node.disconnect(node)
    :ok = :sys.resume(:global_name_server)
  end
end
