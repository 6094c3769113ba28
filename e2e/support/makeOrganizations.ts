import { randomUUID } from "node:crypto";
import { openDatabase } from "../../lib/database/openDatabase";
import type { Database } from "../../lib/database/types";
import { createOrganization } from "../../lib/organizations/account/createOrganization";
import { actors } from "../../lib/organizations/audit/actors";
import { issueKey } from "../../lib/organizations/keys/issueKey";
import { linkInstance } from "../../lib/organizations/links/linkInstance";
import { issueToken } from "../../lib/organizations/tokens/issueToken";
import { recordUsage } from "../../lib/organizations/usage/recordUsage";
import type { Pseudonyms } from "../../lib/settings/pseudonyms";
import { testInstanceId } from "./statisticEvents";

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

const gibibyte = 1_073_741_824;

/** The first hours of last month (UTC). */
const lastMonth = (hour: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1, hour));
};

/**
 * Makes so many organizations in an installation that is not running.
 * @param fleets how many instances the last ones of them have
 */
export async function makeOrganizations(
  dataFolder: string,
  count: number,
  pseudonyms: Pseudonyms,
  fleets: readonly number[] = [],
): Promise<TestOrganization[]> {
  const database = await openDatabase({ dataFolder, holder: "a test" });
  const made: TestOrganization[] = [];
  for (let index = 1; index <= count; index += 1) made.push(await makeOne(database, index, pseudonyms));
  for (const [index, instances] of fleets.entries()) {
    await addFleet(database, made.at(index - fleets.length)?.alias ?? "", instances);
  }
  await database.close();
  return made;
}

/** Gives an organization so many instances in all, each with a report of an hour two months ago: its month is closed at the start. */
async function addFleet({ prisma }: Database, alias: string, instances: number): Promise<void> {
  const { id: organizationId } = await prisma.organization.findUniqueOrThrow({ where: { alias } });
  const now = new Date();
  const hour = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2, 9));
  const linkedAt = new Date(hour.getTime() - 86_400_000);
  const made = Array.from({ length: instances - 1 }, (_, index) => ({
    ...{ instanceKey: randomUUID(), organizationId, number: index + 2, linkedAt },
    instanceId: testInstanceId(7000 + 100 * organizationId + index),
  }));
  await prisma.organizationInstance.createMany({ data: made });
  const billed = await prisma.organizationInstance.findFirstOrThrow({ where: { organizationId, number: 1 } });
  await prisma.usageHour.createMany({
    data: [billed, ...made].map(({ instanceKey }) => ({
      ...{ instanceKey, organizationId, hour, cpu: 4 },
      ...{ totalMemory: 8 * gibibyte, dataSize: 16 * gibibyte + 1 },
    })),
  });
}

async function makeOne(database: Database, index: number, pseudonyms: Pseudonyms): Promise<TestOrganization> {
  const by = { database, pseudonyms, actor: actors.operator, now: lastMonth(0) };
  const wanted = { alias: `org-${index}`, name: `Organization ${index}`, plan: "standard" };
  const { id: organizationId, alias, name, plan } = await createOrganization(by, wanted);
  const { value: orgKey } = await issueKey(by, { organizationId });
  const { value: token } = await issueToken(by, { organizationId, name: "Ada", isPersonal: true });
  const billedId = testInstanceId(6000 + index);
  const key = pseudonyms.instanceKey(billedId);
  const registration = { project: "=SUM(1,2) billing" };
  await linkInstance(by, { organizationId, plan, key, instanceId: billedId, registration });
  const usage = { cpu: 8, total_memory: 8 * gibibyte, data_size: 16 * gibibyte };
  for (const hour of [1, 2]) {
    await recordUsage({ database, now: lastMonth(hour) }, { key, organizationId, usage });
  }
  return { alias, name, orgKey, token, billedId, instanceId: testInstanceId(5000 + index) };
}
