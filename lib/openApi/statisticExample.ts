import { fileSystemStatistic } from "../statistics/declared/fileSystems";
import { sayTakeaway } from "../statistics/say/takeaway";
import type { PeriodReading, StatisticReading } from "../statistics/view/reading";
import { defaultView } from "../statistics/view/view";

const week: PeriodReading = {
  start: "2026-11-16",
  end: "2026-11-23",
  isUnfinished: false,
  isPartial: false,
  heldSince: null,
  revision: 0,
  computedAt: "2026-11-25T00:00:09.000Z",
  n: 391,
  outside: null,
  values: { zfs: 325, lvm: 53, other: 13 },
  medianClass: null,
  times: null,
};

const figures: Omit<StatisticReading, "takeaway"> = {
  statistic: fileSystemStatistic,
  view: { ...defaultView(fileSystemStatistic), range: "custom", from: "2026-11-16", to: "2026-11-22" },
  from: "2026-11-16",
  to: "2026-11-22",
  periods: [week],
  classes: [
    { key: "zfs", title: "ZFS" },
    { key: "lvm", title: "LVM" },
    { key: "other", title: "Other" },
  ],
  latest: week,
  state: "ready",
  editionsOffered: ["community", "standard"],
  annotations: [],
  publishMinInstances: 10,
  countAfterDays: 7,
  isPrivate: false,
  computedAt: week.computedAt,
  nextCloseAt: "2026-12-02T00:00:00.000Z",
};

/** A reading of made-up figures: the example answers are written from it by what writes the real ones. */
export const exampleReading: StatisticReading = { ...figures, takeaway: sayTakeaway(figures) };
