import { z } from "zod";
import { releaseWeek } from "../../lib/statistics/count/releaseWeek";
import { revise } from "../../lib/statistics/count/revise";
import { statistics } from "../../lib/statistics/declared/statistics";
import { readCorrections } from "../../lib/statistics/read/readCorrections";
import { defineCommand } from "./command";
import { table, time } from "./table";

const day = z.iso.date("must be a day such as 2026-11-23");

export const statisticCommands = [
  defineCommand({
    name: "statistics revise",
    parameters: [],
    options: { from: { type: "string" }, to: { type: "string" }, reason: { type: "string" } },
    optionsUsage: "--from <day> --to <day> --reason <text>",
    about: "Counts published weeks again and publishes what changed as a dated correction, with the reason",
    given: z.object({ from: day, to: day, reason: z.string().trim().min(1).max(500) }),
    async run({ database, publication, now }, given) {
      const { revision, weeks } = await revise(database, given, {
        ...publication,
        statistics,
        publishMinInstances: publication.door.publishMinInstances,
        now: () => now,
      });
      return {
        json: { revision, weeks },
        text: `revision ${revision}: ${weeks.length} weeks changed, ${weeks[0]} to ${weeks.at(-1)}`,
      };
    },
  }),
  defineCommand({
    name: "statistics release",
    parameters: ["day"],
    about: "Publishes the week of that day, which was held because unusually many instances are new",
    given: z.object({ day }),
    async run({ database, now }, given) {
      const isReleased = await releaseWeek(database, given.day, now);
      return {
        json: { released: isReleased },
        text: isReleased ? "the week is published" : "no week of that day is held",
        isFailure: !isReleased,
      };
    },
  }),
  defineCommand({
    name: "statistics corrections",
    parameters: [],
    about: "The public list: revisions, weeks that are held, and how many instances are excluded",
    given: z.object({}),
    async run({ database }) {
      const read = await readCorrections(database);
      const rows = [
        ...read.corrections.map(({ revision, revisedAt, reason, weeks }) => [
          `revision ${revision}`,
          weeks === null ? "before these rules" : `${weeks.first} to ${weeks.last}`,
          time(revisedAt),
          reason,
        ]),
        ...read.held.map(({ week, since }) => [
          "held",
          week,
          time(since),
          "unusually many instances are new",
        ]),
      ];
      return {
        json: read,
        text: `${table(["what", "weeks", "since", "why"], rows, "no corrections")}\n${read.excluded} instances are excluded`,
      };
    },
  }),
];
