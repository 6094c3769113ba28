import { createHash } from "node:crypto";
import type { Statistic } from "../declare/declare";
import type { CountingRule } from "./loadFrames";

/** What a period is counted with. */
export interface Counting {
  readonly statistics: readonly Statistic[];
  readonly rule: CountingRule;
}

/** The same in processes that count alike: by what is declared, the rules, and the installation's secret. */
export function fingerprintOf({
  statistics,
  rule: { isPrivate, countAfterDays, memberKey },
}: Counting): string {
  const declared = statistics.map(({ key, classes }) => [key, ...classes.map((one) => one.key)]);
  return createHash("sha256")
    .update(JSON.stringify([isPrivate, countAfterDays, String(memberKey("")), declared]))
    .digest("hex");
}
