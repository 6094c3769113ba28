import type { Keeping, ObjectiveDay } from "@/lib/objective/readObjective";
import { sayDayOfYear, sayDays } from "@/lib/words/sayDates";
import { capitalise, countOf } from "@/lib/words/sayPlurals";

const keepings: Readonly<Record<Keeping, string>> = {
  kept: "kept",
  missed: "missed",
  untold: "nothing told",
};

export function sayKeeping(keeping: Keeping): string {
  return keepings[keeping];
}

/** Whether a day kept it can be seen by its height, too. */
const heights: Readonly<Record<Keeping, number>> = { kept: 40, missed: 22, untold: 4 };
const fills: Readonly<Record<Keeping, string>> = {
  kept: "var(--good)",
  missed: "var(--bad)",
  untold: "var(--rule-strong)",
};
const tall = 40;
const step = 10;
const wide = 7;

/** A bar for each day, the oldest first. */
export function ObjectiveBars({ days }: { days: readonly ObjectiveDay[] }) {
  const [first, last] = [days.at(0)?.day ?? "", days.at(-1)?.day ?? ""];
  return (
    <figure className="max-w-[48rem]">
      <svg
        role="img"
        aria-label={`The objective by day, ${sayDays(first, last)}: ${sayDaysKept(days)}`}
        viewBox={`0 0 ${days.length * step} ${tall}`}
        preserveAspectRatio="none"
        className="block h-12 w-full"
      >
        {days.map(({ day, keeping }, at) => (
          <rect
            key={day}
            x={at * step + (step - wide) / 2}
            y={tall - heights[keeping]}
            width={wide}
            height={heights[keeping]}
            fill={fills[keeping]}
          >
            <title>{`${sayDayOfYear(day)}: ${sayKeeping(keeping)}`}</title>
          </rect>
        ))}
      </svg>
      <figcaption className="mt-1.5 text-sm text-ink-soft">
        <span className="flex justify-between">
          <span>{sayDayOfYear(first)}</span>
          <span>{sayDayOfYear(last)}</span>
        </span>
        <span className="block">{capitalise(sayDaysKept(days))}.</span>
      </figcaption>
    </figure>
  );
}

/** `kept on 80 days, missed on 1, nothing told of 9`. */
function sayDaysKept(days: readonly ObjectiveDay[]): string {
  const count = (of: Keeping) => days.filter(({ keeping }) => keeping === of).length;
  return `kept on ${countOf(count("kept"), "day")}, missed on ${count("missed")}, nothing told of ${count("untold")}`;
}
