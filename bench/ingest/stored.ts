import type { Database } from "../../lib/database/types";
import { fillDatabase } from "../fillDatabase";
import type { Target } from "../targets";
import type { Bench, Section } from "./bench";
import { type Answered, medians, postSingles } from "./load";

const few = 100_000;
const instances = 5_000;
const days = 120;
const connections = 64;
// What a PostgreSQL of that size is given; the default of a test's would measure its checkpoints.
const settings = ["shared_buffers = 512MB", "max_wal_size = 4GB"];
const said = (count: number) => count.toLocaleString("en-GB");

export const storedSection: Section = {
  title: `What is stored on PostgreSQL: bytes of an event, and single events beside what is there (${said(instances)} instances, ${days} days)`,
  async measure(bench) {
    const { events, seconds, rounds } = bench.options;
    const cluster = await bench.postgres({ settings });
    const bare = await bench.bare();
    const filled: Target[] = [];
    for (const stored of events > few ? [few, events] : [events]) {
      const name = `${said(stored)} events`;
      const installation = await bench.installation(cluster);
      const database = await installation.open();
      const filledAt = performance.now();
      await fillDatabase(database, {
        events: stored,
        instances,
        days,
        now: new Date(),
        pepper: installation.pepper(),
        onProgress: (written) => bench.progress(`${said(written)} of ${name}`),
      });
      bench.note(name, "events/s filled", stored / ((performance.now() - filledAt) / 1000));
      await database.query("analyze");
      await noteSizes(bench, name, database);
      await database.close();
      filled.push(await bench.service(name, installation));
    }
    const targets = [bare, ...filled];
    const found = new Map<Target, Answered[]>(targets.map((target) => [target, []]));
    for (const target of filled) await postSingles(target, { seconds: Math.min(2, seconds), connections });
    for (let round = 1; round <= rounds; round += 1) {
      for (const target of targets) {
        bench.progress(`round ${round} of ${rounds}: ${target.name}`);
        found.get(target)?.push(await postSingles(target, { seconds, connections }));
      }
    }
    const of = (target: Target | undefined) => medians((target && found.get(target)) ?? []);
    for (const target of filled) {
      const { perSecond, p99Ms } = of(target);
      bench.note(target.name, "requests/s", perSecond);
      bench.note(target.name, "p99 ms", p99Ms);
      bench.note(target.name, "of bare", perSecond / of(bare).perSecond);
      bench.note(target.name, "time of an event, of the least", of(filled[0]).perSecond / perSecond);
    }
  },
};

/** Everything on the disk: tables, indexes, what lies beside; partitions and roll-ups too. */
async function noteSizes(bench: Bench, name: string, database: Database): Promise<void> {
  const [size] = await database.query<Record<"all" | "heap" | "indexes" | "rollups" | "events", number>>(
    `with sized as (
       select c.oid, c.oid in (select inhrelid from pg_inherits where inhparent = 'event'::regclass) as is_event
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname = 'public'
     )
     select sum(pg_total_relation_size(oid))::float8 as all,
       coalesce(sum(pg_table_size(oid)) filter (where is_event), 0)::float8 as heap,
       coalesce(sum(pg_indexes_size(oid)) filter (where is_event), 0)::float8 as indexes,
       coalesce(sum(pg_total_relation_size(oid)) filter (where not is_event), 0)::float8 as rollups,
       (select count(*) from event)::float8 as events
     from sized`,
  );
  if (size === undefined) throw new Error("no sizes");
  const { events } = size;
  bench.note(name, "B an event: rows", size.heap / events);
  bench.note(name, "B: their indexes", size.indexes / events);
  bench.note(name, "B: roll-ups and all else", size.rollups / events);
  bench.note(name, "B an event", size.all / events, { under: 250 });
}
