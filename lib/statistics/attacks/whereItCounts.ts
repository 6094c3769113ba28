import { periodOf } from "../../words/period";
import { fileSystemStatistic } from "../declared/fileSystems";
import { postgresVersionStatistic } from "../declared/postgresVersions";
import { restoreModeStatistic } from "../declared/restoreModes";
import type { Attack } from "./attack";

const forged = [
  { statistic: postgresVersionStatistic.key, class: "9.6", data: { db_version: "9.6" } },
  { statistic: postgresVersionStatistic.key, class: "10", data: { db_version: "10" } },
  { statistic: postgresVersionStatistic.key, class: "11", data: { db_version: "11" } },
  { statistic: postgresVersionStatistic.key, class: "12", data: { db_version: "12" } },
  { statistic: postgresVersionStatistic.key, class: "13", data: { db_version: "13" } },
  {
    statistic: fileSystemStatistic.key,
    class: "none",
    data: { pools: { fs_type: "", number: 0, total_size: 0, total_used: 0 } },
  },
  {
    statistic: restoreModeStatistic.key,
    class: "unknown",
    data: { restore: { mode: "unknown", refreshing: "", jobs: null } },
  },
].map((one, index) => ({ ...one, instanceId: `d${String(index + 4000).padStart(19, "0")}` }));

/** Makes up one engine of every small class and reads on its own page with how many others it is. */
export const askWhereItCounts: Attack = async ({ figures, send, pass, today }) => {
  const start = () =>
    send(forged.map(({ instanceId, data }) => ({ instanceId, type: "engine_started" as const, data })));
  await start();
  await pass(8);
  await start();
  const week = periodOf("week", today()).start;
  await pass(11);
  // A sign of life, so that it is in the week that runs.
  await start();
  const claims = [];
  for (const { statistic, class: name, instanceId } of forged) {
    const why = (await figures.whereItCounts(instanceId)).find((one) => one.statistic === statistic)?.why;
    const [, told] = /(?:with|has) (\d+) of/.exec((why ?? "").replaceAll("\u00a0", " ")) ?? [];
    const question = { about: "size", statistic, class: name, week } as const;
    // One of a class that is said to be small is itself; what is not told is guessed to be nobody else.
    claims.push({
      question,
      answer: String(Math.max(0, Number(told ?? 1) - 1)),
      guess: { among: "small classes" },
    });
  }
  return claims;
};
