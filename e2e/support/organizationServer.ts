import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { readCaptures } from "../../lib/catalogue/testing/captures";
import { openDatabase } from "../../lib/database/openDatabase";
import type { Database } from "../../lib/database/types";
import { linkInstance } from "../../lib/organizations/instances/linkInstance";
import { issueKey } from "../../lib/organizations/keys/keys";
import { createOrganization } from "../../lib/organizations/manage/organizations";
import { issueToken } from "../../lib/organizations/tokens/tokens";
import { recordUsage } from "../../lib/organizations/usage/recordUsage";
import { createPseudonyms } from "../../lib/settings/pseudonyms";
import { type RunningServer, startServer, temporaryFolder } from "./server";
import { testInstanceId } from "./statisticEvents";
import { test } from "./test";

/** An organization of a test's own. */
export interface TestOrganization {
  readonly alias: string;
  readonly name: string;
  readonly orgKey: string;
  /** Of Ada. */
  readonly token: string;
  /** ID of its engine, from which nothing came yet. */
  readonly instanceId: string;
  /** ID of an instance that reported 8 CPUs in two hours of last month, 8 GiB of memory, and 16 GiB of data. */
  readonly billedId: string;
}

const pepper = "a pepper of tests, at least 32 characters";
const pseudonyms = createPseudonyms(pepper);
const organizations = 40;
const gibibyte = 1_073_741_824;

/** The first hours of last month (UTC). */
const lastMonth = (hour: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1, hour));
};

async function makeOrganization(database: Database, index: number): Promise<TestOrganization> {
  const by = { actor: "operator", now: lastMonth(0), pseudonyms };
  const wanted = { alias: `org-${index}`, name: `Organization ${index}`, plan: "standard" };
  const { id, alias, name } = await createOrganization(database, wanted, by);
  const { value: orgKey } = await issueKey(database, id, by);
  const { value: token } = await issueToken(database, id, { name: "Ada", isPersonal: true }, by);
  const billedId = testInstanceId(6000 + index);
  const key = pseudonyms.instanceKey(billedId);
  await linkInstance(
    database,
    {
      organizationId: id,
      plan: "standard",
      key,
      instanceId: billedId,
      registration: { project: "=SUM(1,2) billing" },
    },
    lastMonth(0),
  );
  const usage = { cpu: 8, total_memory: 8 * gibibyte, data_size: 16 * gibibyte };
  for (const hour of [1, 2]) {
    await recordUsage(database, { key, organizationId: id, usage, now: lastMonth(hour) });
  }
  return { alias, name, orgKey, token, billedId, instanceId: testInstanceId(5000 + index) };
}

/** Tests of this worker so far: each takes the next organization and a client address of its own. */
let taken = 0;

/** Playwright's test on a server of the worker's own with organizations, of which each test has one. */
export const testWithOrganization = test.extend<
  { organization: TestOrganization; other: TestOrganization },
  { installation: { readonly server: RunningServer; readonly made: readonly TestOrganization[] } }
>({
  installation: [
    async ({}, use) => {
      const folder = temporaryFolder("organizations");
      const dataFolder = join(folder.path, "data");
      const database = await openDatabase({ dataFolder, holder: "a test" });
      const made: TestOrganization[] = [];
      for (let index = 1; index <= organizations; index += 1) {
        made.push(await makeOrganization(database, index));
      }
      await database.close();
      const server = await startServer({
        DATA_DIR: dataFolder,
        INSTANCE_ID_PEPPER: pepper,
        TRUSTED_PROXIES: "1",
      });
      await use({ server, made });
      await server.stop();
      folder.remove();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ installation }, use) => use(installation.server.url),
  extraHTTPHeaders: async ({}, use) => {
    taken += 1;
    await use({ "X-Forwarded-For": `10.1.0.${taken}` });
  },
  organization: async ({ installation }, use) => {
    const organization = installation.made[taken % organizations];
    if (organization === undefined) throw new Error("more tests than organizations");
    await use(organization);
  },
  other: async ({ installation }, use) => {
    const other = installation.made[(taken + organizations / 2) % organizations];
    if (other === undefined) throw new Error("more tests than organizations");
    await use(other);
  },
});

/** Sends what a captured Standard Edition engine 4.1 sent, as the organization's engine. */
export async function sendCaptured(url: string, organization: TestOrganization): Promise<void> {
  for (const capture of readCaptures()) {
    const isOfStandard = capture.rawHeaders.some((name) => name.toLowerCase() === "org-key");
    const isPlain = capture.path.startsWith("/api/rpc/") && !capture.event.startsWith("rpc/dblab_session");
    if (capture.version !== "v4.1.3" || !isOfStandard || !isPlain) continue;
    const answer = await fetch(url + capture.path, {
      method: "POST",
      headers: { "Org-Key": organization.orgKey },
      body: capture.body
        .replaceAll(/(?:platform_access|personal)_token_example/g, organization.token)
        .replaceAll("c6vq1tqs0qtc73dlqkpg", organization.instanceId),
    });
    expect({ event: capture.event, status: answer.status }).toEqual({ event: capture.event, status: 200 });
  }
}

/** Types a token into the form of `/org`. */
export async function trySignIn(page: Page, token: string): Promise<void> {
  await page.goto("/org");
  await page.getByLabel("Access token").fill(token);
  const answered = page.waitForResponse(
    (response) => response.request().method() === "GET" && /\/org(\?|$)/.test(response.url()),
  );
  await page.getByRole("button", { name: "Sign in" }).click();
  await answered;
}

/** Signs in with the organization's token. */
export async function signIn(page: Page, { token }: TestOrganization): Promise<void> {
  await trySignIn(page, token);
  await expect(page.getByRole("navigation", { name: "Organization" })).toBeVisible();
}
