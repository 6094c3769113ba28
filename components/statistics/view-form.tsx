import { ranges, type StatisticReading } from "@/lib/statistics/view/reading";
import { offeredIntervals, viewParameters } from "@/lib/statistics/view/view";
import { capitalise } from "@/lib/words/sayPlurals";
import { Button } from "../ui/button";
import { SelectField, TextField } from "../ui/form-field";
import { Link } from "../ui/link";
import { SubmitOnChange } from "./submit-on-change";

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

interface Choice {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, title: string])[];
}

/** What can be chosen of a reading, besides the range. */
export function choicesOf({ statistic, view, editionsOffered, isPrivate }: StatisticReading): Choice[] {
  const choices: Choice[] = [
    {
      name: "interval",
      label: "Interval",
      value: view.interval,
      options: offeredIntervals(isPrivate).map((interval) => [interval, intervalTitles[interval]] as const),
    },
  ];
  const editions =
    view.edition === "all" ? editionsOffered : [...new Set([...editionsOffered, view.edition])];
  if (editions.length > 0) {
    choices.push({
      name: "edition",
      label: "Edition",
      value: view.edition,
      options: [["all", "All"], ...editions.map((edition) => [edition, capitalise(edition)] as const)],
    });
  }
  if (statistic.kind === "times") {
    choices.push(
      {
        name: "weighting",
        label: "Weighting",
        value: view.weighting,
        options: [
          ["instances", "Typical instance"],
          ["clones", "All clones"],
        ],
      },
      {
        name: "of",
        label: "File system",
        value: view.of,
        options: [["all", "All"], ...statistic.classes.map(({ key, title }) => [key, title] as const)],
      },
    );
  }
  if (statistic.kind === "share" || statistic.kind === "multi") {
    choices.push({
      name: "show",
      label: "Values",
      value: view.show,
      options: [
        ["share", "Shares"],
        ["count", "Counts"],
      ],
    });
  }
  if (statistic.kind === "share") {
    choices.push({
      name: "draw",
      label: "Over time",
      value: view.draw,
      options: [
        ["stacked", "Stacked"],
        ["lines", "Lines"],
      ],
    });
  }
  return choices;
}

/** The choices of a view: a plain GET form, so that every view is an address. With a script, a choice shows at once. */
export function ViewForm({ reading, tab }: { reading: StatisticReading; tab: string }) {
  const { statistic, view, from, to } = reading;
  const path = `/statistics/${statistic.key}`;
  const isDefault = viewParameters(statistic, view).toString() === "";
  return (
    <search className="screen-only" aria-label="View">
      <SubmitOnChange
        action={path}
        className="group flex flex-wrap items-end gap-x-4 gap-y-3 border-y border-rule py-4"
      >
        <SelectField
          className="w-[calc(50%-0.5rem)] sm:w-32"
          label="Range"
          name="range"
          defaultValue={view.range}
        >
          {ranges.map((range) => (
            <option key={range} value={range}>
              {rangeTitles[range]}
            </option>
          ))}
        </SelectField>
        <div className="hidden w-full gap-4 group-has-[option[value=custom]:checked]:flex sm:w-auto">
          <TextField
            className="w-1/2 sm:w-40"
            label="From"
            name="from"
            type="date"
            defaultValue={view.from ?? from}
          />
          <TextField
            className="w-1/2 sm:w-40"
            label="To"
            name="to"
            type="date"
            defaultValue={view.to ?? to}
          />
        </div>
        {choicesOf(reading).map(({ name, label, value, options }) => (
          <SelectField
            key={name}
            className="w-[calc(50%-0.5rem)] sm:w-40"
            label={label}
            name={name}
            defaultValue={value}
          >
            {options.map(([key, title]) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
          </SelectField>
        ))}
        <input type="hidden" name="tab" defaultValue={tab} />
        <div className="flex min-h-9 items-center gap-4">
          <Button type="submit" look="primary">
            Show
          </Button>
          {isDefault ? null : <Link href={path}>Default view</Link>}
        </div>
      </SubmitOnChange>
    </search>
  );
}
