import { fileSystemStatistic } from "../statistics/declared/fileSystems";
import { sayTakeaway } from "../statistics/say/takeaway";
import type { PeriodReading, StatisticReading } from "../statistics/view/reading";
import { defaultView } from "../statistics/view/view";

const week: PeriodReading = {
  start: "2026-11-16",
  end: "2026-11-23",
  isUnfinished: false,
  computedAt: "2026-11-23T00:15:02.000Z",
  n: 391,
  outside: 0,
  values: { zfs: 329, lvm: 55, other: 7 },
  folded: [{ key: "none", why: "small" }],
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
  missingInstances: null,
  editionsOffered: ["community", "standard"],
  annotations: [],
  publishMinInstances: 5,
  countAfterDays: 2,
  isPrivate: false,
  computedAt: week.computedAt,
  nextCloseAt: "2026-11-30T00:00:00.000Z",
};

/** A reading of made-up figures: the example answers are written from it by what writes the real ones. */
export const exampleReading: StatisticReading = { ...figures, takeaway: sayTakeaway(figures) };
