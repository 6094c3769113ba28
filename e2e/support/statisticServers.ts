import { fillInstallation } from "./fillInstallation";
import { type SharedServer, shareServer } from "./server";
import { fleetEvents } from "./statisticEvents";
import { test } from "./test";

/** Weeks of the history below. */
export const historyWeeks = 8;

/** Playwright's test on a private installation in which seven instances were active in each of the last eight weeks. */
export const testWithHistory = testWith("history", {}, { instances: 7, weeks: historyWeeks });

/** The same on an installation that publishes and has three instances, where it takes five. */
export const testWithTooFew = testWith(
  "too-few",
  { PUBLIC_URL: "http://localhost:3000" },
  { instances: 3, weeks: 4 },
);

export const publishedWeeks = 5;
export const publishedInstances = 40;

/** The same on an installation that publishes closed weeks. */
export const testThatPublishes = testWith(
  "published",
  { PUBLIC_URL: "http://localhost:3000" },
  { instances: publishedInstances, weeks: publishedWeeks + 1 },
);

function testWith(
  name: string,
  environment: Readonly<Record<string, string>>,
  fleet: Parameters<typeof fleetEvents>[0],
) {
  return test.extend<object, { server: SharedServer<unknown> }>({
    server: [
      async ({}, use) =>
        use(
          await shareServer(name, environment, (dataFolder) =>
            fillInstallation(dataFolder, environment, fleetEvents(fleet)).then(() => null),
          ),
        ),
      { scope: "worker", timeout: 120_000 },
    ],
  });
}
