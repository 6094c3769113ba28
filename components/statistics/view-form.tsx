import { comparisonsOf } from "@/lib/statistics/chart/sideBySide";
import { ranges, type StatisticReading, type View } from "@/lib/statistics/view/reading";
import { defaultView, offeredIntervals } from "@/lib/statistics/view/view";
import { capitalise } from "@/lib/words/sayPlurals";
import { tabs } from "./page-view";
import { type Choice, ViewControls } from "./view-controls";

const rangeTitles = {
  "30d": "30 days",
  "90d": "90 days",
  "1y": "1 year",
  all: "All",
  custom: "Custom",
} as const;
const intervalTitles = {
  day: "Days",
  week: "Weeks",
  month: "Months",
  quarter: "Quarters",
  year: "Years",
} as const;

const weightingTitles = { instances: "Typical instance", clones: "All clones" } as const;
const showTitles = { share: "Shares", count: "Counts" } as const;
const scaleTitles = { log: "Logarithmic", linear: "Linear" } as const;
const drawTitles = { stacked: "Stacked", lines: "Lines" } as const;

/** What can be chosen of a reading, the range first. */
export function choicesOf(reading: StatisticReading, compare: string): Choice[] {
  const { statistic, view, editionsOffered, isPrivate } = reading;
  const comparisons = comparisonsOf(reading);
  const standard = defaultView(statistic);
  const choice = (
    name: Exclude<keyof View, "from" | "to" | "revision">,
    label: string,
    options: Choice["options"],
    isRare = false,
  ): Choice => ({ name, label, value: view[name], standard: standard[name], options, isRare });
  const editions = new Set([...editionsOffered, ...(view.edition === "all" ? [] : [view.edition])]);
  return [
    choice("range", "Range", titled(ranges, rangeTitles)),
    choice("interval", "Interval", titled(offeredIntervals(isPrivate), intervalTitles)),
    ...(editions.size === 0
      ? []
      : [
          choice("edition", "Edition", [
            ["all", "All"],
            ...[...editions].map((one) => [one, capitalise(one)] as const),
          ]),
        ]),
    ...(statistic.kind === "times"
      ? [
          choice("weighting", "Weighting", Object.entries(weightingTitles), true),
          choice("of", "File system", [
            ["all", "All"],
            ...statistic.classes.map(({ key, title }) => [key, title] as const),
          ]),
          choice("scale", "Scale", Object.entries(scaleTitles), true),
        ]
      : []),
    ...(statistic.kind === "share" || statistic.kind === "multi"
      ? [choice("show", "Values", Object.entries(showTitles))]
      : []),
    ...(statistic.kind === "share" ? [choice("draw", "Over time", Object.entries(drawTitles))] : []),
    ...(comparisons.length === 0
      ? []
      : [
          {
            ...{ name: "compare", label: "Compare", value: compare, standard: "none" },
            options: [["none", "Nothing"] as const, ...comparisons],
          },
        ]),
  ];
}

function titled<Key extends string>(keys: readonly Key[], titles: Readonly<Record<Key, string>>) {
  return keys.map((key) => [key, titles[key]] as const);
}

/** What can be chosen of a reading, as a toolbar of one line. */
export function ViewForm({ reading, compare }: { reading: StatisticReading; compare: string }) {
  const { statistic, view, from, to, takeaway } = reading;
  return (
    <search className="screen-only" aria-label="View">
      <ViewControls
        path={`/statistics/${statistic.key}`}
        choices={choicesOf(reading, compare)}
        firstTab={tabs[0]}
        from={view.from ?? from}
        to={view.to ?? to}
        revision={view.revision}
        takeaway={takeaway}
      />
    </search>
  );
}
