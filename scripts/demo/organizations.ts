import type { Database } from "../../lib/database/types";
import { grantSupport, listGrants } from "../../lib/organizations/grants/grants";
import { addSupportMember } from "../../lib/organizations/grants/support";
import { listInstances } from "../../lib/organizations/instances/linkedInstances";
import { linkInstance } from "../../lib/organizations/instances/linkInstance";
import { createOrganization, readOrganization } from "../../lib/organizations/manage/organizations";
import { issueToken, listTokens, revokeToken } from "../../lib/organizations/tokens/tokens";
import type { Organization, Plan } from "../../lib/organizations/types";
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
  const context = { actor: "operator", now };
  const organizations: Organization[] = [];
  for (const customer of customers) {
    organizations.push(
      (await readOrganization(database, customer.alias)) ??
        (await createOrganization(database, customer, context)),
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
        await giveTo(database, organization, engine, { index: place, pseudonyms, now });
      }
    }
  }
  const [organization] = organizations;
  if (organization === undefined) throw new Error("The demo has no organization");
  return { organization, ...(await makeTokens(database, organization, { pseudonyms, now })) };
}

async function giveTo(
  database: Database,
  { id, plan }: Organization,
  engine: FleetInstance,
  { index, pseudonyms, now }: { readonly index: number; readonly pseudonyms: Pseudonyms; readonly now: Date },
): Promise<void> {
  const key = pseudonyms.instanceKey(engine.id);
  const project = projects[index % projects.length] ?? null;
  const wanted = { organizationId: id, plan, key, instanceId: engine.id, registration: { project } };
  await linkInstance(database, wanted, new Date(Math.max(engine.reportsFrom, 0)));
  const until = Math.min(engine.leaves?.at ?? Number.POSITIVE_INFINITY, now.getTime());
  const from = Math.max(engine.reportsFrom, now.getTime() - usageDays * 86_400_000);
  // A little more data every week; what engines report hourly, at once.
  await database.query(
    `insert into usage_hour (instance_key, hour, organization_id, cpu, total_memory, data_size)
     select $1::uuid, hour, $2::integer, $3::integer, $4::bigint,
       ($5::bigint * (0.8 + 0.2 * extract(epoch from hour - $6::timestamptz) / ($8::integer * 86400.0)))::bigint
     from generate_series($6::timestamptz, $7::timestamptz, interval '1 hour') as hour
     on conflict (instance_key, hour) do nothing`,
    [
      key,
      id,
      engine.machine.cpu,
      engine.machine.memoryBytes,
      Math.round(engine.machine.poolBytes * engine.machine.usedShare),
      new Date(Math.floor(from / hourMs) * hourMs).toISOString(),
      new Date(Math.max(until, from)).toISOString(),
      usageDays,
    ],
  );
}

/** Tokens are shown once, so a new run needs new ones; those of the last are revoked. */
async function makeTokens(
  database: Database,
  { id }: Organization,
  { pseudonyms, now }: { readonly pseudonyms: Pseudonyms; readonly now: Date },
): Promise<Pick<DemoTokens, "accessToken" | "supportToken">> {
  const context = { actor: "operator", pseudonyms, now };
  for (const token of await listTokens(database, id)) {
    if (token.name === "demo" && token.revokedAt === null) await revokeToken(database, id, token.id, context);
  }
  const { value: accessToken } = await issueToken(database, id, { name: "demo", isPersonal: true }, context);
  if ((await listGrants(database, id, { now, onlyActive: true })).length === 0) {
    const [first, second] = await listInstances(database, id);
    const instances = [first, second].flatMap((instance) => instance?.number ?? []);
    const wanted = { reason: "Resets on staging became slow", hours: 72, instances };
    if (instances.length > 0) await grantSupport(database, id, wanted, { actor: "token demo", now });
  }
  await database.query("update support_member set revoked_at = $1::timestamptz where revoked_at is null", [
    now.toISOString(),
  ]);
  const { value: supportToken } = await addSupportMember(database, "Demo", context);
  return { accessToken, supportToken };
}
