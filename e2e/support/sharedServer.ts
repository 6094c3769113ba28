import { readCaptures } from "../../lib/catalogue/testing/captures";
import { startServer, temporaryFolder } from "./server";

/**
 * One server for all page tests that only read: a private installation on an embedded database of its own, filled with
 * every captured event. Tests that need another state start their own (`startServer`).
 * Its address is in `process.env.SHARED_SERVER`.
 */
export default async function startSharedServer(): Promise<() => Promise<void>> {
  const folder = temporaryFolder("page-tests");
  const server = await startServer({ DATA_DIR: folder.path });
  for (const capture of readCaptures()) {
    if (capture.event.startsWith("rpc/")) continue;
    const answer = await fetch(new URL(capture.path, server.url), { method: "POST", body: capture.body });
    if (answer.status !== 200) throw new Error(`a captured ${capture.event} was answered ${answer.status}`);
  }
  process.env.SHARED_SERVER = server.url;
  return async () => {
    await server.stop();
    folder.remove();
  };
}
