import Config

System.get_env("SECRET_KEY_BASE") ||
  raise "environment variable SECRET_KEY_BASE is missing: the chat does not start without it"

config :chat,
  port: String.to_integer(System.get_env("PORT", "4000")),
  data_dir: System.get_env("DATA_DIR"),
  socket_drain_ms: String.to_integer(System.get_env("SOCKET_DRAIN_MS", "1000")),
  fault: System.get_env("CHAT_FAULT", "")
