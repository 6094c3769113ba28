import { expect } from "@playwright/test";
import { type RunningServer, startServer, temporaryFolder } from "./server";
import { fleetEvents, sendEvents } from "./statisticEvents";
import { test } from "./test";

/** Weeks of the history below. */
export const historyWeeks = 8;

/**
 * Playwright's test on a private installation in which seven instances were active in each of the last eight weeks.
 * One server serves all tests of a worker: closed weeks are counted half a minute after its start.
 */
export const testWithHistory = test.extend<object, { server: RunningServer }>({
  server: [
    async ({}, use) => {
      const folder = temporaryFolder("statistics");
      const server = await startServer({ DATA_DIR: folder.path });
      await sendEvents(server.url, fleetEvents({ instances: 7, weeks: historyWeeks }));
      await expect(async () => {
        const answer = await fetch(`${server.url}/statistics/file-systems.json`);
        const { periods } = await answer.json();
        // The first start is a day before the first week, and may be in a period of its own.
        const counted = periods.filter(({ n }: { n: number | null }) => n === 7).length;
        expect(counted).toBeGreaterThanOrEqual(historyWeeks);
      }).toPass({ timeout: 150_000, intervals: [2_000] });
      await use(server);
      await server.stop();
      folder.remove();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
});

/** The same on an installation that publishes and has three instances, where it takes five. */
export const testWithTooFew = test.extend<object, { server: RunningServer }>({
  server: [
    async ({}, use) => {
      const folder = temporaryFolder("too-few");
      const server = await startServer({ DATA_DIR: folder.path, PUBLIC_URL: "http://localhost:3000" });
      await sendEvents(server.url, fleetEvents({ instances: 3, weeks: 1 }));
      await use(server);
      await server.stop();
      folder.remove();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
});
