import Config

# A release that is broken on purpose, to see what a deployment does with it: see Chat.Fault.
config :chat, baked_fault: System.get_env("CHAT_BAKED_FAULT", "")

config :logger, :console, format: "$time [$level] $message\n"
