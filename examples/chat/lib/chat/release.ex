defmodule Chat.Release do
  @moduledoc "What a deployment runs besides the chat: `bin/chat eval 'Chat.Release.migrate()'`."

  @doc "Stands for the migration of a database: notes in the data folder's file `migrations` that this version was here."
  def migrate do
    :ok = Application.ensure_loaded(:chat)
    if Chat.Fault.value("migration_fails"), do: raise("the migration fails, as its fault says")
    folder = Application.fetch_env!(:chat, :data_dir) || raise "DATA_DIR is not set"
    line = "#{Chat.Application.version()} at #{DateTime.to_iso8601(DateTime.utc_now())}\n"
    File.mkdir_p!(folder)
    File.write!(Path.join(folder, "migrations"), line, [:append])
    IO.write("migrated to #{line}")
  end
end
