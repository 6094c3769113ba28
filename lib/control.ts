import { rmSync } from "node:fs";
import { type ClientRequest, createServer, get, type IncomingMessage, type Server } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { packed } from "./database/embedded/backup/keepBackup";

/** Who can open it may read the whole folder anyway: it lies in `DATA_DIR`, which is its owner's alone. */
const socketIn = (dataDir: string) => join(dataDir, "control");

/**
 * Answers commands of this machine, over a socket in the data folder: what only the process that has the embedded database
 * can do. The caller holds the lock on the folder.
 */
export function serveControl(
  dataDir: string,
  {
    writeBackup,
    onError,
  }: { readonly writeBackup: () => AsyncGenerator<Buffer>; readonly onError: (error: Error) => void },
): Server {
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" || request.url !== "/backup") return void response.writeHead(404).end();
    const archive = writeBackup();
    try {
      const first = await archive.next();
      if (first.done) throw new Error("nothing was written");
      pipeline(packed(after(first.value, archive)), response, () => {});
    } catch (error) {
      response.writeHead(409).end(error instanceof Error ? error.message : String(error));
    }
  });
  const socket = socketIn(dataDir);
  // One that was killed leaves it behind.
  rmSync(socket, { force: true });
  server.on("error", onError);
  server.listen(socket);
  server.unref();
  return server;
}

async function* after(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

/** Asks the service that has this data folder for a backup, packed. Null where none runs. @throws Error with why it made none */
export async function askForBackup(dataDir: string): Promise<IncomingMessage | null> {
  const answer = await new Promise<IncomingMessage | null>((resolve, reject) => {
    const asked: ClientRequest = get({ socketPath: socketIn(dataDir), path: "/backup" }, resolve);
    asked.on("error", (error) => {
      const code = "code" in error ? error.code : "";
      if (code === "ENOENT" || code === "ECONNREFUSED") resolve(null);
      else reject(error);
    });
  });
  if (answer === null || answer.statusCode === 200) return answer;
  let why = "";
  for await (const part of answer.setEncoding("utf8")) why += part;
  throw new Error(why);
}
