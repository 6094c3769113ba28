import { type EngineVersion, releaseOf } from "../engineVersion";
import { declareEventType } from "../eventType";
import { acceptAliases, field, group } from "../field";
import { z } from "../zod";
import { count, oneOf, sizeBytes, technicalText, words } from "./parts";
import { retrievalJobs, retrievalModes } from "./retrieval";
import { timetablePattern } from "./timetable";

/** Empty where the engine found no pool. */
export const fsTypes = ["zfs", "lvm", ""] as const;

/** What a build of a version's tag reports: with the tag's day, and a time of day that is an example. */
function exampleBuild(version: EngineVersion): string {
  const { tag, day } = releaseOf(version);
  return `${tag}-${day.replaceAll("-", "")}-0910`;
}

const engineVersion = field(technicalText(128), {
  class: "technical",
  form: {
    pattern:
      /^(?=.)(?:v?[0-9]{1,4}\.[0-9]{1,4}(?:[.+-][0-9A-Za-z]{1,40}){0,8}|[0-9a-f]{7,40})?-?(?:[0-9]{8}-[0-9]{4})?$/,
    words: "an engine version and build time, such as v4.1.3-20260507-0910",
  },
  what: "The engine's version and the time at which it was built (UTC).",
  why: "To know which versions are in use: which still need fixes, and how fast releases are taken up.",
  note: "Every build is a text of its own. Statistics count minor versions, such as 4.1.",
  example: exampleBuild("4.2.0"),
  exampleIn: exampleBuild,
  since: "3.0.0",
});

const dbEngine = field(technicalText(32).optional(), {
  class: "technical",
  form: { pattern: /^[a-z0-9_]*$/, words: "a lower-case name, such as postgres" },
  what: "The database engine that is cloned.",
  why: "To notice if engines are run with anything but Postgres.",
  note: "Always postgres so far.",
  example: "postgres",
  since: "3.4.0",
});

const dbVersion = field(technicalText(16), {
  class: "technical",
  form: {
    pattern: /^(?:unknown|[0-9]{1,2}(?:\.[0-9]{1,2}){0,2})?$/,
    words: "a Postgres version such as 17 or 9.6, or unknown, or empty",
  },
  what: "The Postgres version of the data directory: the major version alone, as Postgres itself writes it there.",
  why: "To know which Postgres versions the engine has to be tested with.",
  note: "unknown or empty until there is data.",
  example: "17",
  since: "3.0.0",
});

const pools = z.object(
  {
    fs_type: field(oneOf(fsTypes), {
      class: "technical",
      what: "The kind of storage under the pools: ZFS or LVM.",
      why: "To know for which of the two a fix or a feature matters.",
      note: "Empty where the engine found no pool.",
      example: "zfs",
      since: "3.0.0",
    }),
    number: field(count(10_000), {
      class: "technical",
      what: "How many pools the engine uses.",
      why: "To see how many engines can refresh into a second pool while the first is in use.",
      unit: "pools",
      note: "Usually one or a few; more than 10,000 is refused as a mistake.",
      example: 2,
      since: "3.0.0",
    }),
    total_size: field(sizeBytes(), {
      class: "technical",
      what: "The size of all pools together.",
      why: "To know how large the databases are that people clone.",
      unit: "bytes",
      note: "Always 0 with LVM: the engine does not fill it in.",
      example: 2_147_483_648_000,
      since: "3.0.0",
    }),
    total_used: field(sizeBytes(), {
      class: "technical",
      what: "How much of the pools is used.",
      why: "To see how full pools run, since a full pool stops refreshes and clones.",
      unit: "bytes",
      note: "Always 0 with LVM: the engine does not fill it in.",
      example: 734_003_200_123,
      since: "3.0.0",
    }),
  },
  { error: words("an object") },
);

const restore = z.object(
  {
    mode: field(oneOf(retrievalModes), {
      class: "technical",
      what: "How the engine gets its data: by dump and restore (logical) or by a copy of the data directory (physical).",
      why: "To know which of the two ways is used.",
      note: "unknown where no retrieval is configured.",
      example: "logical",
      since: "3.0.0",
    }),
    refreshing: field(technicalText(200), {
      class: "technical",
      form: { pattern: timetablePattern, words: "a cron line of five parts, or empty" },
      what: "The timetable of full refreshes, as a cron line.",
      why: "To know how fresh people need their data: nightly, weekly, or never.",
      note: "Empty where none is set. Statistics count coarse classes, such as daily. An engine ignores a timetable that is not a cron line, and so do we.",
      example: "0 0 * * 1",
      since: "3.0.0",
    }),
    jobs: field(
      z
        .array(oneOf(retrievalJobs), { error: words("a list of retrieval jobs, or null") })
        .max(50, "must not list more than 50 jobs")
        .nullable(),
      {
        class: "technical",
        what: "The retrieval jobs that are configured, in order.",
        why: "To know which parts of retrieval are used together.",
        note: "null where no jobs are configured.",
        example: ["logicalDump", "logicalRestore", "logicalSnapshot"],
        since: "3.0.0",
      },
    ),
  },
  { error: words("an object") },
);

const system = z.object(
  {
    cpu: field(count(65_535), {
      class: "technical",
      what: "The number of logical CPUs the engine can use.",
      why: "To know on what machines engines run, and to set sensible defaults.",
      unit: "CPUs",
      note: "More than 65,535 is refused: no such machine exists.",
      example: 8,
      since: "3.4.0",
    }),
    total_memory: field(sizeBytes(), {
      class: "technical",
      what: "The machine's memory.",
      why: "To know on what machines engines run, and to set sensible defaults.",
      unit: "bytes",
      note: "The engine's documentation spells it totalMemory. That is accepted too, and kept as total_memory; if both are sent, total_memory counts.",
      aliases: ["totalMemory"],
      example: 33_540_153_344,
      since: "3.4.0",
    }),
    data_used: field(sizeBytes(), {
      class: "technical",
      what: "How much of the pools is used: the same figure as pools.total_used.",
      why: "It adds nothing to pools.total_used: engines report CPUs, memory and used space together because the Standard Edition is billed by them.",
      unit: "bytes",
      example: 734_003_200_123,
      since: "3.4.0",
    }),
  },
  { error: words("an object") },
);

/** The one event that says what kind of engine it is; all statistics by version or file system go back to it. */
export const engineStarted = declareEventType({
  name: "engine_started",
  structures: { pools: "PoolStat" },
  title: "Engine started",
  group: "engine",
  since: "3.0.0",
  aliases: ["engine_starged"],
  sentWhen: "At every start of the engine; current versions send it before they retrieve any data.",
  why: "Reports the version, storage, machine and data source of an engine. Other events do not repeat them.",
  data: z.object({
    engine_version: engineVersion,
    db_engine: dbEngine,
    db_version: dbVersion,
    pools: group(pools, { what: "The storage pools, taken together.", since: "3.0.0" }),
    restore: group(restore, { what: "How the engine gets its data.", since: "3.0.0" }),
    system: group(acceptAliases(system).optional(), {
      what: "The machine the engine runs on.",
      since: "3.4.0",
    }),
  }),
  example: {
    engine_version: exampleBuild("4.2.0"),
    db_engine: "postgres",
    db_version: "17",
    pools: { fs_type: "zfs", number: 2, total_size: 2_147_483_648_000, total_used: 734_003_200_123 },
    restore: {
      mode: "logical",
      refreshing: "0 0 * * 1",
      jobs: ["logicalDump", "logicalRestore", "logicalSnapshot"],
    },
    system: { cpu: 8, total_memory: 33_540_153_344, data_used: 734_003_200_123 },
  },
});
