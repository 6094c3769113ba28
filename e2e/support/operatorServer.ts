import { addressOf, testOnBusyServer } from "./busyServer";
import { createRoleClient, makeOrganization, operatorOf, type RoleClient } from "./roleClient";

/** What a test with an operator has. */
interface OperatorFixtures {
  /** The signed-in operator, for what a test needs to be there. */
  readonly operator: RoleClient;
  /** An organization of the test's own. */
  readonly organization: Awaited<ReturnType<typeof makeOrganization>>;
  /** Another client, signed in nowhere. */
  readonly client: RoleClient;
}

/** Playwright's test with an operator. */
export const testWithOperator = testOnBusyServer.extend<OperatorFixtures>({
  operator: async ({ server, serial }, use) => use(await operatorOf(server.url, addressOf(serial, 2))),
  organization: async ({ operator, serial }, use) =>
    use(await makeOrganization(operator, { alias: `acme-${serial}`, name: `Acme ${serial}` })),
  client: async ({ server, serial }, use) => use(createRoleClient(server.url, addressOf(serial, 3))),
});
