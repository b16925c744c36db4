defmodule Chat.MixProject do
  use Mix.Project

  def project do
    [
      app: :chat,
      version: System.get_env("CHAT_VERSION", "1.0.0"),
      elixir: "~> 1.14",
      start_permanent: true,
      deps: [],
      releases: [
        chat: [
          include_executables_for: [:unix],
          # Every deployment sets its own; a fixed one here only keeps two builds of one source equal.
          cookie: "replaced_by_the_deployment"
        ]
      ]
    ]
  end

  def application do
    [extra_applications: [:logger, :crypto], mod: {Chat.Application, []}]
  end
end
