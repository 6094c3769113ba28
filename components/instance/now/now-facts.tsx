import type { ReactNode } from "react";
import { tagOfBuild } from "@/lib/engineSource/sourceLines";
import type { InstanceNow } from "@/lib/instances/now/instanceNow";
import { sayBytes } from "@/lib/words/sayBytes";
import { sayTime } from "@/lib/words/sayDates";
import { sayCount, sayShare } from "@/lib/words/sayNumbers";
import { capitalise, countOf } from "@/lib/words/sayPlurals";
import { EmptyState, Link, Section } from "../../ui";
import { Facts } from "../facts";
import { readStart, type Start } from "./read-start";

const notSaid = <span className="text-ink-soft">not said</span>;

/** What the latest start of an instance says of it, in words. */
export function NowFacts({ now }: { now: InstanceNow }) {
  const { start } = now;
  return (
    <Section
      id="start"
      title="What it is"
      lead={
        start === null ? undefined : (
          <>
            As its latest <Link href="/events/engine_started">engine_started</Link> says, of{" "}
            {sayTime(start.at)}.
          </>
        )
      }
    >
      {start === null ? (
        <EmptyState title="It never said that it started">
          Version, file system and timetable come with engine_started, which an engine sends at every start.
          Until then they are not known, and no statistic counts the instance.
        </EmptyState>
      ) : (
        <Facts facts={factsOf(now, readStart(start.data))} />
      )}
    </Section>
  );
}

function factsOf(now: InstanceNow, start: Start): (readonly [string, ReactNode])[] {
  const { pools, restore, system } = start;
  return [
    ["Engine", <Engine key="engine" build={start.engine_version} />],
    [
      "Edition",
      now.edition === "community" ? (
        <Link key="edition" href="/methodology#editions">
          Community
        </Link>
      ) : (
        capitalise(now.edition)
      ),
    ],
    [
      "Database",
      start.db_version === undefined ? notSaid : `${engineName(start.db_engine)} ${start.db_version}`,
    ],
    ["File system", pools?.fs_type === undefined ? notSaid : pools.fs_type.toUpperCase()],
    ["Pools", sayPools(pools)],
    ["Restore mode", restore?.mode === undefined ? notSaid : capitalise(restore.mode)],
    ["Full refresh", <Timetable key="timetable" words={now.scheduleWords} line={restore?.refreshing} />],
    ["Retrieval jobs", sayJobs(restore)],
    ["Processors", system?.cpu === undefined ? notSaid : countOf(system.cpu, "core")],
    ["Memory", sayBytesOr(system?.total_memory)],
    // LVM reports 0.
    ["Data", system?.data_used === 0 ? notSaid : sayBytesOr(system?.data_used)],
    ["Seen on", now.firstSeen === null ? notSaid : countOf(now.daysSeen, "day")],
  ];
}

function Engine({ build }: { build: string | undefined }) {
  if (build === undefined) return notSaid;
  const tag = tagOfBuild(build);
  return (
    <>
      <span>{build}</span>
      {tag === null ? null : (
        <Link href={`/events/changes?from=${tag}#upgrade`}>
          <span className="block text-xs">What would change if I upgrade</span>
        </Link>
      )}
    </>
  );
}

function Timetable({ words, line }: { words: string | null; line: string | undefined }) {
  return (
    <>
      {words ?? notSaid}
      {line === undefined ? null : (
        <code className="block font-mono text-xs text-ink-soft" translate="no">
          {line}
        </code>
      )}
    </>
  );
}

function engineName(name: string | undefined): string {
  return name === undefined || name === "postgres" ? "Postgres" : name;
}

function sayPools(pools: Start["pools"]): ReactNode {
  if (pools?.number === undefined) return notSaid;
  const { number, total_size: size = 0, total_used: used = 0 } = pools;
  return (
    <>
      {sayCount(number)}
      <span className="block text-xs text-ink-soft">
        {size > 0
          ? `${sayBytes(size)} in all, ${sayShare(used / size)} used`
          : "sizes not reported, as always with LVM"}
      </span>
    </>
  );
}

function sayJobs(restore: Start["restore"]): ReactNode {
  if (restore?.jobs === undefined) return notSaid;
  return restore.jobs === null || restore.jobs.length === 0 ? (
    "None"
  ) : (
    <span className="text-sm">{restore.jobs.join(", ")}</span>
  );
}

function sayBytesOr(bytes: number | undefined): ReactNode {
  return bytes === undefined ? notSaid : sayBytes(bytes);
}
