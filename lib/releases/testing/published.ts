import type { Database } from "../../database/types";
import { rulesOfProduction } from "../../statistics/attacks/testing/rules";
import { makeWorld, type World } from "../../statistics/attacks/testing/world";
import { statistics } from "../../statistics/declared/statistics";
import type { ReleaseOptions } from "../make/readSource";

/** A fleet whose weeks were published as they went by, and what releases of it are made with. */
export interface PublishedWorld {
  readonly world: World;
  readonly options: ReleaseOptions;
}

export const releaseBase = "https://telemetry.example";

/** @param clock the time that releases are made at; the simulated day where it is not given */
export async function publishWorld(database: Database, clock?: () => Date): Promise<PublishedWorld> {
  const world = await makeWorld(database, { seed: 5, rules: rulesOfProduction });
  const { publication } = rulesOfProduction;
  const now = clock ?? (() => new Date(`${world.stage.today()}T12:00:00Z`));
  return { world, options: { publication, statistics, baseUrl: releaseBase, now } };
}
