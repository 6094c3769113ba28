import { createRoleClient, makeOrganization, operatorOf, operatorToken, type RoleClient } from "./roleClient";
import { type RunningServer, startServer, temporaryFolder } from "./server";
import { test } from "./test";

/** What a test with an operator has. */
interface OperatorFixtures {
  /** A number that no other test of this run has. */
  readonly serial: number;
  /** The signed-in operator, for what a test needs to be there. */
  readonly operator: RoleClient;
  /** An organization of the test's own. */
  readonly organization: Awaited<ReturnType<typeof makeOrganization>>;
  /** Another client, signed in nowhere. */
  readonly client: RoleClient;
}

let tests = 0;

/** Addresses of the test's own, since wrong tokens are limited by client. */
const addressOf = (serial: number, client: number) =>
  `10.${client}.${Math.floor(serial / 250)}.${(serial % 250) + 1}`;

/** Playwright's test on a server of the worker's own that has an operator. Each test is a client of its own there. */
export const testWithOperator = test.extend<OperatorFixtures, { server: RunningServer }>({
  server: [
    async ({}, use) => {
      const folder = temporaryFolder("operator");
      const server = await startServer({
        DATA_DIR: folder.path,
        TRUSTED_PROXIES: "1",
        OPERATOR_TOKEN: operatorToken,
      });
      await use(server);
      await server.stop();
      folder.remove();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  serial: async ({}, use) => {
    tests += 1;
    await use(tests);
  },
  extraHTTPHeaders: async ({ serial }, use) => use({ "X-Forwarded-For": addressOf(serial, 1) }),
  operator: async ({ server, serial }, use) => use(await operatorOf(server.url, addressOf(serial, 2))),
  organization: async ({ operator, serial }, use) =>
    use(await makeOrganization(operator, { alias: `acme-${serial}`, name: `Acme ${serial}` })),
  client: async ({ server, serial }, use) => use(createRoleClient(server.url, addressOf(serial, 3))),
});
