import { recordset } from "../../lib/database/recordset";
import type { Database } from "../../lib/database/types";
import { createOrganization } from "../../lib/organizations/account/createOrganization";
import type { Organization } from "../../lib/organizations/account/organization";
import { readOrganization } from "../../lib/organizations/account/readOrganization";
import { actors } from "../../lib/organizations/audit/actors";
import { grantSupport } from "../../lib/organizations/grants/grantSupport";
import { listGrants } from "../../lib/organizations/grants/listGrants";
import { linkInstance } from "../../lib/organizations/links/linkInstance";
import { listLinkedInstances } from "../../lib/organizations/links/listLinkedInstances";
import type { OrganizationContext } from "../../lib/organizations/rules/context";
import type { Plan } from "../../lib/organizations/rules/plan";
import { addSupportMember } from "../../lib/organizations/support/addSupportMember";
import { listSupportMembers } from "../../lib/organizations/support/listSupportMembers";
import { removeSupportMember } from "../../lib/organizations/support/removeSupportMember";
import { issueToken } from "../../lib/organizations/tokens/issueToken";
import { listTokens } from "../../lib/organizations/tokens/listTokens";
import { revokeToken } from "../../lib/organizations/tokens/revokeToken";
import type { Pseudonyms } from "../../lib/settings/pseudonyms";
import type { FleetInstance } from "./fleet";

/** What opens the pages of the demo; made new by every run. */
export interface DemoTokens {
  readonly organization: Organization;
  readonly accessToken: string;
  readonly supportToken: string;
}

const customers: readonly { readonly alias: string; readonly name: string; readonly plan: Plan }[] = [
  { alias: "larkspur", name: "Larkspur Analytics", plan: "standard" },
  { alias: "northwind-freight", name: "Northwind Freight", plan: "standard" },
  { alias: "quarry-bank", name: "Quarry Bank", plan: "enterprise" },
  { alias: "heliotrope", name: "Heliotrope Games", plan: "standard" },
  { alias: "meridian-health", name: "Meridian Health", plan: "enterprise" },
  { alias: "tessellate", name: "Tessellate", plan: "standard" },
];

const projects = ["production mirror", "staging", "CI", "analytics"] as const;
const usageDays = 120;
const hourMs = 3_600_000;

/**
 * Gives the engines of the paid editions to organizations, with a history of usage, a grant for support and somebody of
 * support to use it. Safe to repeat.
 */
export async function makeOrganizations(
  database: Database,
  {
    pseudonyms,
    engines,
    now,
  }: { readonly pseudonyms: Pseudonyms; readonly engines: readonly FleetInstance[]; readonly now: Date },
): Promise<DemoTokens> {
  const context = { database, pseudonyms, actor: actors.operator, now };
  const organizations: Organization[] = [];
  for (const customer of customers) {
    organizations.push(
      (await readOrganization(context, customer)) ?? (await createOrganization(context, customer)),
    );
  }
  for (const plan of ["standard", "enterprise"] as const) {
    const ofPlan = organizations.filter((organization) => organization.plan === plan);
    const paid = engines.filter(
      ({ edition, reportsFrom }) => edition === plan && reportsFrom < now.getTime(),
    );
    for (const [index, engine] of paid.entries()) {
      const organization = ofPlan[index % ofPlan.length];
      if (organization !== undefined) {
        const place = Math.floor(index / ofPlan.length);
        await giveTo(context, organization, engine, { index: place, key: pseudonyms.instanceKey(engine.id) });
      }
    }
  }
  const [organization] = organizations;
  if (organization === undefined) throw new Error("The demo has no organization");
  return { organization, ...(await makeTokens(context, organization)) };
}

async function giveTo(
  context: OrganizationContext,
  { id, plan }: Organization,
  engine: FleetInstance,
  { index, key }: { readonly index: number; readonly key: string },
): Promise<void> {
  const { database, now } = context;
  const project = projects[index % projects.length] ?? null;
  await linkInstance(
    { ...context, now: new Date(Math.max(engine.reportsFrom, 0)) },
    // The fleet's engines send no keys: as an instance that has one, its events would be somebody else's.
    { organizationId: id, plan, key, instanceId: engine.id, registration: { project }, isClaim: true },
  );
  const until = Math.min(engine.leaves?.at ?? Number.POSITIVE_INFINITY, now.getTime());
  const from = Math.max(engine.reportsFrom, now.getTime() - usageDays * 86_400_000);
  const first = Math.floor(from / hourMs) * hourMs;
  const { cpu, memoryBytes, poolBytes, usedShare } = engine.machine;
  const rows = Array.from(
    { length: Math.floor((Math.max(until, from) - first) / hourMs) + 1 },
    (_, hours) => ({
      instance_key: key,
      hour: new Date(first + hours * hourMs).toISOString(),
      organization_id: id,
      cpu,
      total_memory: memoryBytes,
      // A little more every week.
      data_size: Math.round(poolBytes * usedShare * (0.8 + (0.2 * hours) / (usageDays * 24))),
    }),
  );
  // What engines report hourly, at once.
  const columns = ["instance_key", "hour", "organization_id", "cpu", "total_memory", "data_size"] as const;
  await database.sql
    .insertInto("usage_hour")
    .columns(columns)
    .expression(({ selectFrom }) => selectFrom(recordset("usage_hour", columns, rows)).select(columns))
    .onConflict((on) => on.columns(["instance_key", "hour"]).doNothing())
    .execute();
}

/** Tokens are shown once, so a new run needs new ones; those of the last are revoked. */
async function makeTokens(
  context: OrganizationContext,
  { id: organizationId }: Organization,
): Promise<Pick<DemoTokens, "accessToken" | "supportToken">> {
  const name = "demo";
  for (const token of await listTokens(context, { organizationId })) {
    const isLast = token.name === name && token.revokedAt === null;
    if (isLast) await revokeToken(context, { organizationId, id: token.id });
  }
  const { value: accessToken } = await issueToken(context, { organizationId, name, isPersonal: true });
  if ((await listGrants(context, { organizationId, state: "active" })).length === 0) {
    const linked = await listLinkedInstances(context, { organizationId });
    const instances = linked.slice(0, 2).map(({ number }) => number);
    const wanted = { organizationId, reason: "Resets on staging became slow", hours: 72, instances };
    const asHolder = { ...context, actor: actors.token({ name }) };
    if (instances.length > 0) await grantSupport(asHolder, wanted);
  }
  for (const { id, revokedAt } of await listSupportMembers(context)) {
    if (revokedAt === null) await removeSupportMember(context, { id });
  }
  const { value: supportToken } = await addSupportMember(context, { name: "Demo" });
  return { accessToken, supportToken };
}
