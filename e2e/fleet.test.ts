import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../lib/database/types";
import { takeTurn } from "../lib/jobs/lease";
import { materialise } from "../lib/statistics/count/materialise";
import { statistics } from "../lib/statistics/declared/statistics";
import { statisticJsonSchema } from "../lib/statistics/export/statisticJson";
import { createFleet } from "../scripts/demo/fleet";
import { fleetHistory } from "../scripts/demo/history";
import { batchesOf } from "../scripts/demo/requests";
import { embeddedInstallation, type Installation } from "./support/installation";
import { type RunningServer, startServer } from "./support/server";
import { trustSender } from "./support/trustSender";

/**
 * A small fleet, sent through the real API to a public installation: what its pages publish is recounted from the raw
 * events in SQL that shares nothing with the code that counted.
 */
const fleet = createFleet({ seed: 11, instances: 70, months: 4, end: new Date() });
const limit = 5;

/** The weeks, and for each the instances that count in it with what their last start said. */
const counted = `
with seen as (select distinct instance_key, (event_time at time zone 'UTC')::date as day from event),
weeks as (select distinct date_trunc('week', day)::date as week from seen),
active as (select distinct week, instance_key from weeks join seen on day >= week and day < week + 7),
counted as (
  select a.week, a.instance_key, s.data from active a
  cross join lateral (
    select data from event e
    where e.instance_key = a.instance_key and e.event_type = 'engine_started'
      and (e.event_time at time zone 'UTC')::date < a.week + 7
    order by e.event_time desc, e.id desc limit 1) as s
  where (select count(*) from seen d where d.instance_key = a.instance_key and d.day < a.week + 7) >= 2)`;

/** Instances by class and week, in plain SQL. */
const recounts: Readonly<Record<string, string>> = {
  "file-systems": `${counted} select week::text, case data #>> '{pools,fs_type}' when '' then 'none' else data #>> '{pools,fs_type}' end as class,
    count(*)::integer as n from counted group by 1, 2`,
  "restore-modes": `${counted} select week::text, data #>> '{restore,mode}' as class, count(*)::integer as n from counted group by 1, 2`,
  "engine-versions": `${counted} select week::text,
      case when data ->> 'engine_version' ~ '^v[0-9]+[.][0-9]+[.][0-9]+-[0-9]{8}-[0-9]{4}$'
        then substring(data ->> 'engine_version' from '^v([0-9]+[.][0-9]+)') else 'pre-release' end as class,
      count(*)::integer as n from counted group by 1, 2`,
  "events-received": `${counted} select c.week::text, e.event_type as class, count(*)::integer as n
    from counted c join event e on e.instance_key = c.instance_key
      and (e.event_time at time zone 'UTC')::date >= c.week and (e.event_time at time zone 'UTC')::date < c.week + 7
    group by 1, 2`,
};

let installation: Installation;
let server: RunningServer;
const environment = () => ({
  ...installation.environment,
  PUBLIC_URL: "http://localhost:3000",
  RAW_RETENTION_DAYS: "600",
});
const recounted = new Map<string, Map<string, number>>();
let onlyOnce = 0;

beforeAll(async () => {
  installation = await embeddedInstallation();
  const headers = await trustSender(installation);
  server = await startServer(environment());
  for (const { request } of batchesOf(fleetHistory(fleet))) {
    const { path, body } = request;
    const answer = await fetch(new URL(path, server.url), { method: "POST", headers, body });
    if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
  }
  await server.stop();
  const database = await installation.open();
  await materialiseAll(database);
  for (const [key, sql] of Object.entries(recounts)) {
    const rows = await database.query<{ week: string; class: string; n: number }>(sql);
    recounted.set(key, new Map(rows.map((row) => [`${row.week} ${row.class}`, row.n])));
  }
  const [once] = await database.query<{ n: number }>(
    `select count(*)::integer as n from (select 1 from event group by instance_key
      having count(distinct (event_time at time zone 'UTC')::date) = 1) as once`,
  );
  onlyOnce = once?.n ?? 0;
  await database.close();
  server = await startServer(environment());
});

afterAll(async () => {
  await server.stop();
  installation.remove();
});

async function materialiseAll(database: Database) {
  const now = () => new Date();
  await takeTurn(database, "statistics", (turn) =>
    materialise(database, turn, { statistics, countAfterDays: 2, now }),
  );
}

async function readPublished(key: string, parameters = "") {
  const answer = await fetch(`${server.url}/statistics/${key}.json?range=all${parameters}`);
  return statisticJsonSchema.parse(await answer.json());
}

describe("the figures of a fleet", () => {
  it.each(Object.keys(recounts))("%s are those of a recount in SQL, in every week", async (key) => {
    const { periods } = await readPublished(key);
    const recount = recounted.get(key) ?? new Map<string, number>();
    let compared = 0;
    for (const { start, n, values, folded } of periods) {
      const ofWeek = [...recount].filter(([name]) => name.startsWith(start));
      const total = ofWeek.reduce((sum, [, count]) => sum + count, 0);
      if (n === null) continue;
      expect([start, n]).toEqual([start, total]);
      const foldedKeys = new Set(folded.map((one) => one.key));
      for (const [name, count] of ofWeek) {
        const className = name.slice(11);
        if (foldedKeys.has(className)) continue;
        expect([start, className, values[className]]).toEqual([start, className, count]);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  it("leave out containers without an ID of their own and forged senders, of which there are many", async () => {
    expect(onlyOnce).toBeGreaterThan(10);
    const { periods } = await readPublished("active-instances");
    for (const { n } of periods) expect(n ?? 0).toBeLessThanOrEqual(fleet.engines.length);
    const published = JSON.stringify([
      await readPublished("engine-versions"),
      await readPublished("cpu-cores"),
    ]);
    expect(published).not.toMatch(/v99|65535|9007199254740991/);
  });

  it("hold no group below the limit, in any statistic and interval", async () => {
    for (const { key, kind } of statistics) {
      if (kind === "events") continue;
      for (const interval of ["day", "week", "month"]) {
        const { periods } = await readPublished(key, `&interval=${interval}`);
        for (const { n, outside, values } of periods) {
          for (const value of [n ?? 0, outside ?? 0, ...Object.values(values)]) {
            expect([key, interval, value === 0 || value >= limit]).toEqual([key, interval, true]);
          }
        }
      }
    }
  });
});
