import type { StatisticClass } from "./declare";

const hour = 3600;
const day = 24 * hour;

/** Things that are created and destroyed, and how long they live: up to but without `below` seconds. */
export interface Lives {
  readonly created: string;
  readonly destroyed: string;
  /** The field that tells one from another; its values are kept as hashes. */
  readonly field: string;
  readonly bands: readonly (StatisticClass & { readonly below: number })[];
}

/** So many days before a period the creation of what is destroyed in it is looked for: what is not found lived longer than any band but the last. */
export const seenDays = 28;

export const cloneLives: Lives = {
  created: "clone_created",
  destroyed: "clone_destroyed",
  field: "id",
  bands: [
    { key: "under-1-h", title: "Under 1 h", below: hour },
    { key: "1-6-h", title: "1–6 h", below: 6 * hour },
    { key: "6-24-h", title: "6–24 h", below: day },
    { key: "1-7-d", title: "1–7 days", below: 7 * day },
    { key: "7-28-d", title: "7–28 days", below: 28 * day },
    { key: "over-28-d", title: "Over 28 days", below: Number.POSITIVE_INFINITY },
  ],
};

export const branchLives: Lives = {
  created: "branch_created",
  destroyed: "branch_destroyed",
  field: "name",
  bands: [
    { key: "under-1-d", title: "Under a day", below: day },
    { key: "1-7-d", title: "1–7 days", below: 7 * day },
    { key: "7-28-d", title: "7–28 days", below: 28 * day },
    { key: "over-28-d", title: "Over 28 days", below: Number.POSITIVE_INFINITY },
  ],
};

/** The band of a life that took so many seconds. */
export function lifeBand({ bands }: Lives, seconds: number): string {
  return bands.find(({ below }) => seconds < below)?.key ?? bands.at(-1)?.key ?? "";
}
