defmodule Chat.Frame do
  @moduledoc "The wire format of WebSockets (RFC 6455), as far as messages of one frame and 64 kB need it."

  @types %{0x1 => :text, 0x2 => :binary, 0x8 => :close, 0x9 => :ping, 0xA => :pong}
  @opcodes Map.new(@types, fn {opcode, type} -> {type, opcode} end)

  @doc "The server's part of the handshake: proof that it knows the protocol."
  def accept(key),
    do: Base.encode64(:crypto.hash(:sha, key <> "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))

  @doc "A frame of the server: not masked."
  def encode(type, message) when byte_size(message) < 126,
    do: <<1::1, 0::3, @opcodes[type]::4, byte_size(message), message::binary>>

  def encode(type, message) when byte_size(message) < 65_536,
    do: <<1::1, 0::3, @opcodes[type]::4, 126, byte_size(message)::16, message::binary>>

  @doc "The first frame of a client in some bytes: `{:ok, type, message, rest}`, `:more` bytes are needed, or `:wrong`."
  def decode(<<1::1, 0::3, opcode::4, 1::1, 126::7, length::16, rest::binary>>),
    do: unmask(@types[opcode], length, rest)

  def decode(<<1::1, 0::3, opcode::4, 1::1, length::7, rest::binary>>) when length < 126,
    do: unmask(@types[opcode], length, rest)

  def decode(<<1::1, 0::3, _opcode::4, 1::1, 126::7, _incomplete::binary>>), do: :more
  def decode(bytes) when byte_size(bytes) < 2, do: :more
  def decode(_wrong), do: :wrong

  defp unmask(nil, _length, _rest), do: :wrong

  defp unmask(type, length, bytes) do
    case bytes do
      <<mask::binary-size(4), masked::binary-size(length), rest::binary>> ->
        key = binary_part(:binary.copy(mask, div(length, 4) + 1), 0, length)
        {:ok, type, :crypto.exor(masked, key), rest}

      _incomplete ->
        :more
    end
  end
end
