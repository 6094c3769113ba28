import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { answerUnreadable } from "./answerUnreadable";
import { watchBodies } from "./watchBodies";

const times = { wholeMs: 300, longMs: 20_000, silenceMs: 600, everyMs: 20 };

/** A server that answers at the end of a body. @returns what begins a request of so many bytes to it */
async function serve() {
  const server = createServer({ connectionsCheckingInterval: 50 }, (request, response) => {
    request.resume();
    request.on("end", () => response.end("whole"));
    request.on("error", () => {});
  });
  watchBodies(
    server,
    times,
    (path) => path === "/long",
    (socket) => socket.end(answerUnreadable("ERR_HTTP_REQUEST_TIMEOUT")),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return (path: string, bytes: number): { socket: Socket; answer: Promise<string> } => {
    const socket = connect(port, "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes}\r\nConnection: close\r\n\r\n`);
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    return { socket, answer: new Promise((resolve) => socket.on("close", () => resolve(text))) };
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it("ends a request that is late as a whole, however it trickles", async () => {
  const begin = await serve();
  const { socket, answer } = begin("/short?as=/long", 1_000);
  const trickle = setInterval(() => socket.write("x"), 50);
  expect(await answer).toContain(" 408 ");
  clearInterval(trickle);
});

it("lets a long one take its time as long as something comes, and ends one that is silent", async () => {
  const begin = await serve();
  const moving = begin("/long", 10);
  const silent = begin("/long", 10);
  silent.socket.write("x");
  for (let byte = 0; byte < 10; byte += 1) {
    await pause(100);
    moving.socket.write("x");
  }
  expect(await moving.answer).toContain("whole");
  expect(await silent.answer).toContain(" 408 ");
});

it("has nothing to do with a request whose body came", async () => {
  const begin = await serve();
  const { socket, answer } = begin("/short", 1);
  socket.write("x");
  expect(await answer).toContain("whole");
});
