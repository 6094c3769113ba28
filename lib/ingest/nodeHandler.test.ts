import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { answerProblem } from "../http/answerProblem";
import { problem } from "../http/problems";
import { createNodeHandler } from "./nodeHandler";

const head = "POST /observed HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
const chunk = `10000\r\n${" ".repeat(0x10000)}\r\n`;
const end = "0\r\n\r\n";

/** A connection to a server that refuses each body at once, on which nothing is read before `resume()`. */
async function connectToRefuser(): Promise<Socket> {
  const handle = createNodeHandler(() => Promise.resolve(answerProblem(problem("body_too_large"))));
  const server = createServer(handle).listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  socket.on("error", () => {});
  socket.pause();
  return socket;
}

it("an early answer reaches a client that sends its whole body first, and the connection can be used again", async () => {
  const socket = await connectToRefuser();
  socket.write(head);
  for (let sent = 0; sent < 20; sent += 1) {
    socket.write(chunk);
    await wait(10);
  }
  socket.write(end + head + end);
  let answers = "";
  socket.on("data", (part) => {
    answers += part;
  });
  socket.resume();
  await expect.poll(() => answers.match(/HTTP\/1\.1 413 /g)?.length).toBe(2);
  expect(socket.destroyed).toBe(false);
});

it("a client that never ends its body is cut off after its answer", async () => {
  const socket = await connectToRefuser();
  socket.write(head);
  const going = setInterval(() => socket.write(chunk), 20);
  onTestFinished(() => clearInterval(going));
  // It may see a reset first, which `once` of events would take for a failure.
  await new Promise((resolve) => socket.resume().once("close", resolve));
});
