import type { Installation } from "../../e2e/support/installation";
import { createPublication, type Publication } from "../../lib/statistics/publish/publication";
import { countAll } from "../countAll";
import { fillDatabase } from "../fillDatabase";
import type { Target } from "../targets";
import type { Bench } from "./bench";

const fleet = { events: 50_000, instances: 500, days: 120 };
const rules = { countAfterDays: 7, publishMinInstances: 10 };

/** A service on PostgreSQL that publishes, with months of a fleet and all weeks counted. */
export interface PublishedFleet {
  readonly service: Target;
  readonly installation: Installation;
  readonly publication: Publication & { readonly publishMinInstances: number };
}

export async function startPublished(bench: Bench): Promise<PublishedFleet> {
  const installation = await bench.installation(await bench.postgres());
  const publication = createPublication({ isPrivate: false, ...rules }, installation.pepper());
  const database = await installation.open();
  bench.progress("filling and counting a fleet");
  await fillDatabase(database, { ...fleet, now: new Date(), pepper: installation.pepper() });
  await countAll(database, publication);
  await database.close();
  const service = await bench.service("pages", installation, {
    PUBLIC_URL: "http://localhost",
    RATE_LIMIT_INSTANCE: "0",
    RATE_LIMIT_ADDRESS: "0",
    NEW_INSTANCES_PER_NETWORK: "0",
  });
  return { service, installation, publication: { ...publication, ...rules } };
}
