import { addDays } from "../../words/period";
import { declareStatistic } from "../declare/declare";
import { quarterDays } from "../declare/frame";
import { choose, lowerFirst } from "../declare/sayClass";

const weeks = quarterDays / 7;

export const fleetChangeStatistic = declareStatistic({
  kind: "share",
  form: "bars",
  key: "fleet-changes",
  title: "New, kept, back and lost",
  group: "fleet",
  question: "How many instances stay, how many come, and how many go?",
  unit: "instances",
  source: ["every event"],
  since: "3.0.0",
  method: `A quarter is ${weeks} weeks: those up to the end of the period are compared with those before them. Kept: active in both quarters. New: first seen in the last one. Back: active in the last one and some time before both, but not between. Lost: active in the one before the last and silent since.`,
  caveat:
    "An engine that nobody uses sends nothing, and one whose telemetry was switched off looks lost. In the first months of an installation everybody is new.",
  words: {
    about: "kept",
    of: choose(
      {
        kept: "Active in both of the last two quarters were",
        new: "New in the last quarter were",
        back: "Back after a silent quarter were",
        lost: "Active in the quarter before the last, and silent since, were",
      },
      lowerFirst,
    ),
  },
  withinDays: 2 * quarterDays,
  classes: [
    { key: "kept", title: "Kept" },
    { key: "new", title: "New" },
    { key: "back", title: "Back" },
    { key: "lost", title: "Lost", tone: "bad" },
  ],
  classify({ end, firstDay, lastDay, lastDayBefore }) {
    const quarter = addDays(end, -quarterDays);
    if (lastDay < quarter) return "lost";
    if (firstDay >= quarter) return "new";
    return (lastDayBefore ?? "") >= addDays(quarter, -quarterDays) ? "kept" : "back";
  },
});
