import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeTurn } from "../lib/jobs/lease";
import { readSettings } from "../lib/settings/settings";
import { countWeeks } from "../lib/statistics/count/countWeeks";
import { statistics } from "../lib/statistics/declared/statistics";
import { statisticJsonSchema } from "../lib/statistics/export/statisticJson";
import { createPublication } from "../lib/statistics/publish/publication";
import { createFleet } from "../scripts/demo/fleet";
import { fleetHistory } from "../scripts/demo/history";
import { createPost } from "../scripts/demo/post";
import { sendHistory } from "../scripts/demo/send";
import { embeddedInstallation, type Installation } from "./support/installation";
import { type RunningServer, startServer } from "./support/server";
import { trustSender } from "./support/trustSender";

/**
 * A small fleet, sent through the real API to a public installation: what its pages publish is recounted from the raw
 * events in SQL that shares nothing with the code that counted.
 */
const fleet = createFleet({ seed: 11, instances: 70, months: 4, end: new Date() });
const limit = 10;

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
  where (select max(hour) - min(hour) >= interval '7 days' from (
    select date_trunc('hour', event_time at time zone 'UTC') as hour from event e where e.instance_key = a.instance_key
      and (e.event_time at time zone 'UTC')::date < a.week + 7) as known))`;

/** Instances by class and week, in plain SQL. */
const recounts: Readonly<Record<string, string>> = {
  "file-systems": `${counted} select week::text, case data #>> '{pools,fs_type}' when '' then 'none' else data #>> '{pools,fs_type}' end as class,
    count(*)::integer as n from counted group by 1, 2`,
  "restore-modes": `${counted} select week::text, data #>> '{restore,mode}' as class, count(*)::integer as n from counted group by 1, 2`,
  "engine-versions": `${counted} select week::text,
      case when data ->> 'engine_version' ~ '^v[0-9]+[.][0-9]+[.][0-9]+-[0-9]{8}-[0-9]{4}$'
        then substring(data ->> 'engine_version' from '^v([0-9]+[.][0-9]+)') else 'pre-release' end as class,
      count(*)::integer as n from counted group by 1, 2`,
  "events-received": `${counted} select week::text, class, sum(least(n, 1000))::integer as n from (
      select c.week, e.event_type as class, count(*)::integer as n
      from counted c join event e on e.instance_key = c.instance_key
        and (e.event_time at time zone 'UTC')::date >= c.week and (e.event_time at time zone 'UTC')::date < c.week + 7
      group by c.week, c.instance_key, e.event_type) as capped group by 1, 2`,
};

let installation: Installation;
let server: RunningServer;
const environment = () => ({
  ...installation.environment,
  PUBLIC_URL: "http://localhost:3000",
  RAW_RETENTION_DAYS: "600",
});
/** Per statistic, the counts of the SQL and of the stored points, by `week class`. */
const recounted = new Map<string, ReadonlyMap<string, number>>();
const stored = new Map<string, ReadonlyMap<string, number>>();
let onlyOnce = 0;

beforeAll(async () => {
  installation = await embeddedInstallation();
  const token = await trustSender(installation);
  server = await startServer(environment());
  const signal = new AbortController().signal;
  await sendHistory(fleetHistory(fleet), {
    post: createPost(server.url),
    token,
    signal,
    onProgress: () => {},
  });
  await server.stop();
  const database = await installation.open();
  const rule = createPublication(readSettings(environment()), installation.pepper());
  await takeTurn(database, "statistics", (turn) =>
    countWeeks(database, turn, { statistics, ...rule, isHistoryComplete: true, now: () => new Date() }),
  );
  for (const [key, sql] of Object.entries(recounts)) {
    const rows = await database.query<{ week: string; class: string; n: number }>(sql);
    recounted.set(key, new Map(rows.map((row) => [`${row.week} ${row.class}`, row.n])));
    const points = await database.query<{ week: string; class: string; instances: number; events: number }>(
      `select period_start::text as week, class, sum(instances)::integer as instances, sum(events)::integer as events
       from statistic_point where statistic = $1 and class <> 'outside' group by 1, 2`,
      [key],
    );
    const unit = key === "events-received" ? "events" : "instances";
    stored.set(key, new Map(points.map((row) => [`${row.week} ${row.class}`, row[unit]])));
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

async function readPublished(key: string, parameters = "") {
  const answer = await fetch(`${server.url}/statistics/${key}.json?range=all${parameters}`);
  return statisticJsonSchema.parse(await answer.json());
}

describe("the figures of a fleet", () => {
  it.each(Object.keys(recounts))("%s are counted as a recount in SQL counts them, in every week", (key) => {
    const weeks = new Set([...(stored.get(key)?.keys() ?? [])].map((name) => name.slice(0, 10)));
    expect(weeks.size).toBeGreaterThan(10);
    const ofWeeks = [...(recounted.get(key) ?? [])].filter(([name]) => weeks.has(name.slice(0, 10)));
    expect(Object.fromEntries(stored.get(key) ?? [])).toEqual(Object.fromEntries(ofWeeks));
  });

  it.each(["file-systems", "restore-modes", "engine-versions"])(
    "%s are published within the noise, and not where they are too few",
    async (key) => {
      const { periods } = await readPublished(key);
      let published = 0;
      for (const { start, values } of periods) {
        for (const [name, count] of stored.get(key) ?? []) {
          if (!name.startsWith(start) || name.endsWith(" other")) continue;
          const value = values[name.slice(11)];
          if (value === undefined) expect(count).toBeLessThan(limit + 4);
          else expect([name, Math.abs(value - count) <= 4]).toEqual([name, true]);
          published += value === undefined ? 0 : 1;
        }
      }
      expect(published).toBeGreaterThan(15);
    },
  );

  it("leave out containers without an ID of their own and forged senders, of which there are many", async () => {
    expect(onlyOnce).toBeGreaterThan(10);
    const { periods } = await readPublished("active-instances");
    for (const { n } of periods) expect(n ?? 0).toBeLessThanOrEqual(fleet.engines.length + 4);
    const published = JSON.stringify([
      await readPublished("engine-versions"),
      await readPublished("cpu-cores"),
    ]);
    expect(published).not.toMatch(/v99|65535|9007199254740991/);
  });

  it("hold no group below the limit, in any statistic and interval", async () => {
    for (const { key, kind } of statistics) {
      if (kind === "events") continue;
      for (const interval of ["week", "month", "quarter", "year"]) {
        const { periods } = await readPublished(key, `&interval=${interval}`);
        for (const { n, outside, values } of periods) {
          for (const value of [n ?? limit, outside ?? limit, ...Object.values(values)]) {
            expect([key, interval, value >= limit]).toEqual([key, interval, true]);
          }
        }
      }
    }
  });

  it("are of no day: asking for one is answered 400", async () => {
    const answer = await fetch(`${server.url}/statistics/file-systems.json?interval=day`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "invalid_request" });
  });
});
