import { test as base } from "@playwright/test";
import { readCaptures } from "../../lib/catalogue/testing/captures";
import { copyEmbedded } from "../../lib/database/testing/embeddedTemplate";
import { folderOfRun } from "../../lib/database/testing/testRun";
import { type RunningServer, type SharedServer, shareServer, startServer } from "./server";

/** Every event that real engines sent, as they sent it. */
export const capturedEventCalls = readCaptures().filter(({ event }) => !event.startsWith("rpc/"));

async function sendCaptured(url: string): Promise<void> {
  for (const { event, path, body } of capturedEventCalls) {
    const answer = await fetch(new URL(path, url), { method: "POST", body });
    if (answer.status !== 200) throw new Error(`a captured ${event} was answered ${answer.status}`);
  }
}

/**
 * Playwright's test on a private installation on which every captured event arrived, for tests that only read, and with a
 * watch on what a page requests.
 */
export const test = base.extend<{ strangers: string[] }, { server: SharedServer<unknown> }>({
  server: [
    async ({}, use) => use(await shareServer("captured", {}, async () => null, sendCaptured)),
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  /** Requests to any other host than the server's own; must be empty at the end of every test. */
  strangers: [
    async ({ page, baseURL }, use) => {
      const strangers: string[] = [];
      page.on("request", (request) => {
        const { protocol, host } = new URL(request.url());
        if (/^(https?|wss?):$/.test(protocol) && host !== new URL(baseURL ?? "").host)
          strangers.push(request.url());
      });
      await use(strangers);
      if (strangers.length > 0) throw new Error(`third-party requests: ${strangers.join(", ")}`);
    },
    { auto: true },
  ],
});

/** The same on a server of the test's own, with an empty database. */
export const testOnEmptyServer = test.extend<{ emptyServer: RunningServer }>({
  emptyServer: async ({}, use) => {
    const dataFolder = `${folderOfRun()}/data`;
    await copyEmbedded(dataFolder);
    const server = await startServer({ DATA_DIR: dataFolder });
    await use(server);
    await server.stop();
  },
  baseURL: async ({ emptyServer }, use) => use(emptyServer.url),
});

export { expect } from "@playwright/test";
