defmodule Chat.Connection do
  @moduledoc """
  One HTTP/1.1 connection: requests one after the other, until either side closes or it becomes a WebSocket.
  """

  @reasons %{
    200 => "OK",
    201 => "Created",
    400 => "Bad Request",
    404 => "Not Found",
    413 => "Content Too Large",
    500 => "Internal Server Error",
    503 => "Service Unavailable"
  }
  @largest_body 64_000
  @idle 60_000

  def start do
    receive do
      {:serve, socket} -> serve(socket)
    after
      5_000 -> :ok
    end
  end

  defp serve(socket) do
    with {:ok, {:http_request, method, {:abs_path, path}, _version}} <-
           :gen_tcp.recv(socket, 0, @idle),
         {:ok, headers} <- headers(socket, %{}) do
      :inet.setopts(socket, packet: :raw)

      if Chat.Socket.asked_for?(method, path, headers) and not Chat.Drain.draining?(),
        do: Chat.Socket.open(socket, headers),
        else: answer(socket, method, path, headers)
    else
      _closed_or_not_http -> :gen_tcp.close(socket)
    end
  end

  defp answer(socket, method, path, headers) do
    Chat.Drain.count(fn ->
      {status, type, answer} = respond(socket, method, path, headers)
      last? = Chat.Drain.draining?() or headers["connection"] == "close" or status == 413
      :ok = :gen_tcp.send(socket, response(status, type, answer, last?))
      last?
    end)
    |> if(do: :gen_tcp.close(socket), else: again(socket))
  end

  defp again(socket) do
    :inet.setopts(socket, packet: :http_bin)
    serve(socket)
  end

  defp respond(socket, method, path, headers) do
    case body(socket, headers) do
      {:ok, body} -> Chat.Pages.respond(method, path, body)
      :too_large -> {413, "text/plain", "too large\n"}
    end
  end

  defp headers(socket, found) do
    case :gen_tcp.recv(socket, 0, @idle) do
      {:ok, {:http_header, _, name, _, value}} ->
        headers(socket, Map.put(found, key(name), value))

      {:ok, :http_eoh} ->
        {:ok, found}

      other ->
        other
    end
  end

  defp key(name), do: name |> to_string() |> String.downcase()

  defp body(socket, headers) do
    case String.to_integer(headers["content-length"] || "0") do
      0 -> {:ok, ""}
      length when length > @largest_body -> :too_large
      length -> :gen_tcp.recv(socket, length, @idle)
    end
  end

  defp response(status, type, body, last?) do
    [
      "HTTP/1.1 #{status} #{@reasons[status]}\r\nServer: chat/#{Chat.Application.version()}\r\n",
      "Content-Type: #{type}; charset=utf-8\r\nContent-Length: #{IO.iodata_length(body)}\r\n",
      if(last?, do: "Connection: close\r\n", else: ""),
      "\r\n",
      body
    ]
  end
end
