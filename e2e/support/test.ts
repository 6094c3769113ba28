import { test as base } from "@playwright/test";
import { type RunningServer, startServer, temporaryFolder } from "./server";

/** Playwright's test with `baseURL` set to the shared, filled server, and a watch on what a page requests. */
export const test = base.extend<{ strangers: string[] }>({
  baseURL: async ({}, use) => {
    const url = process.env.SHARED_SERVER;
    if (url === undefined) throw new Error("the shared server is not running");
    await use(url);
  },
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
    const folder = temporaryFolder("empty");
    const server = await startServer({ DATA_DIR: folder.path });
    await use(server);
    await server.stop();
    folder.remove();
  },
  baseURL: async ({ emptyServer }, use) => use(emptyServer.url),
});

export { expect } from "@playwright/test";
