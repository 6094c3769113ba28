import { type AddressInfo, connect, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { connectionsWithin, createListener } from "./listen";

/** Sends lines as they are, and gives all that is answered until the connection ends. */
async function send(
  port: number,
  lines: readonly string[],
  onConnect?: (socket: Socket) => void,
): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  onConnect?.(socket);
  await new Promise((resolve) => socket.once("close", resolve));
  return text;
}

async function listen() {
  const server = createListener((request, response) => response.end(request.url));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const connections = () =>
    new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  return { port: (server.address() as AddressInfo).port, connections };
}

it.each([
  ["a WebSocket", ["Connection: Upgrade, close", "Upgrade: websocket"]],
  [
    "HTTP/2",
    [
      "Connection: Upgrade, HTTP2-Settings, close",
      "Upgrade: h2c",
      "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
    ],
  ],
])("answers who asks for %s as if it had not asked", async (_, headers) => {
  const { port, connections } = await listen();
  const answer = await send(port, ["GET /x HTTP/1.1", "Host: x", ...headers]);
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer).toContain("/x");
  await expect.poll(connections).toBe(0);
});

it("refuses a tunnel and ends the connection, read or not", async () => {
  const { port, connections } = await listen();
  const answer = await send(port, ["CONNECT example.org:443 HTTP/1.1", "Host: example.org:443"]);
  expect(answer).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/);
  expect(answer).toContain('"code":"method_not_allowed"');
  await expect.poll(connections).toBe(0);
});

it("leaves no connection of a hundred that ask for another protocol and go away", async () => {
  const { port, connections } = await listen();
  await Promise.all(
    Array.from({ length: 100 }, () =>
      send(port, ["GET /x HTTP/1.1", "Host: x", "Connection: Upgrade", "Upgrade: websocket"], (socket) =>
        setTimeout(() => socket.destroy(), 50),
      ),
    ),
  );
  await expect.poll(connections).toBe(0);
});

it("leaves descriptors for the database, however many connect", () => {
  expect(connectionsWithin(300)).toBe(150);
  expect(connectionsWithin(1_048_576)).toBe(10_000);
  expect(connectionsWithin(null)).toBe(10_000);
});

it("says what an expectation that nobody can meet comes to", async () => {
  const { port } = await listen();
  const answer = await send(port, [
    "POST /x HTTP/1.1",
    "Host: x",
    "Expect: wonders",
    "Content-Length: 0",
    "Connection: close",
  ]);
  expect(answer).toMatch(/^HTTP\/1\.1 417 /);
});
