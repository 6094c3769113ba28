import { operatorToken } from "./roleClient";
import { type SharedServer, shareServer } from "./server";
import { test } from "./test";

/** Playwright's test on a relay and the service behind it; each test changes only what is its own. */
export const testOnRelay = test.extend<Record<never, never>, { server: SharedServer<unknown> }>({
  server: [
    async ({}, use) => {
      const upstream = await shareServer("behind-relay", {}, async () => null);
      const environment = { RELAY_TO: upstream.url, OPERATOR_TOKEN: operatorToken, TRUSTED_PROXIES: "1" };
      await use(await shareServer("relay", environment, async () => null));
    },
    { scope: "worker", timeout: 180_000 },
  ],
});
