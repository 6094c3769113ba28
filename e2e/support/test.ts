import { test as base } from "@playwright/test";

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

export { expect } from "@playwright/test";
