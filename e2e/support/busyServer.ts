import { takeNumber } from "../../lib/database/testing/testRun";
import { createPseudonyms } from "../../lib/settings/pseudonyms";
import { makeOrganizations, type TestOrganization } from "./makeOrganizations";
import { operatorToken } from "./roleClient";
import { type SharedServer, shareServer } from "./server";
import { test } from "./test";

const pepper = "a pepper of tests, at least 32 characters";
const pseudonyms = createPseudonyms(pepper);

/** More than the tests that take one. */
const organizations = 60;

/** How many instances the last two of them have: those that a printed page holds, and twice as many. */
const fleets = [40, 80];
export const fleetAliases = [`org-${organizations - 1}`, `org-${organizations}`] as const;

/**
 * Playwright's test on the one server for tests that change something. It has an operator and organizations; each test
 * is clients of its own there, since failures are limited by client, and changes only what is its own.
 */
export const testOnBusyServer = test.extend<
  {
    /** A number that no other test of this run has. */
    serial: number;
  },
  { server: SharedServer<readonly TestOrganization[]> }
>({
  server: [
    async ({}, use) => {
      const environment = {
        INSTANCE_ID_PEPPER: pepper,
        TRUSTED_PROXIES: "1",
        OPERATOR_TOKEN: operatorToken,
      };
      await use(
        await shareServer("busy", environment, (dataFolder) =>
          makeOrganizations(dataFolder, organizations, pseudonyms, fleets),
        ),
      );
    },
    { scope: "worker", timeout: 120_000 },
  ],
  serial: async ({}, use) => use(takeNumber("test")),
  extraHTTPHeaders: async ({ serial }, use) => use({ "X-Forwarded-For": addressOf(serial, 1) }),
});

/** @returns the address of a numbered client of a test: in a region of the test's own, whose failures are no other's */
export function addressOf(serial: number, client: number): string {
  return `${20 + Math.floor(serial / 250)}.${serial % 250}.${client}.1`;
}
