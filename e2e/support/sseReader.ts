/** Reads server-sent events of a response, one after another, as they arrive. */
export async function* readServerSentEvents(
  response: Response,
): AsyncGenerator<{ readonly event: string; readonly id: string; readonly data: unknown }> {
  let text = "";
  const decoder = new TextDecoder();
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    text += decoder.decode(read.value, { stream: true });
    for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n")) {
      const fields = new Map(
        text
          .slice(0, end)
          .split("\n")
          .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
      );
      text = text.slice(end + 2);
      const event = fields.get("event");
      if (event !== undefined)
        yield { event, id: fields.get("id") ?? "", data: JSON.parse(fields.get("data") ?? "null") };
    }
  }
}
