// What everything is compared with: Node's own server that parses the same JSON and answers, and keeps nothing. Asked by
// GET it answers the same at once.
import { createServer } from "node:http";

const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString());
    response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": 2 });
    response.end("{}");
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`listening on http://127.0.0.1:${typeof address === "object" ? address?.port : ""}\n`);
});
