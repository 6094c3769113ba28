import { declareStatistic } from "../declare/declare";
import { followedSentence } from "../declare/followed";
import { habitDays } from "../declare/frame";

/** Weekdays on which it happened less often are no habit. */
const leastDays = 2;
const weeks = habitDays / 7;
const classes = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(
  (title) => ({
    key: title.toLowerCase(),
    title,
  }),
);

export const weekdayStatistic = declareStatistic({
  kind: "multi",
  isOfFollowed: true,
  form: "bars",
  keepsOrder: true,
  key: "weekdays",
  title: "Weekdays",
  group: "clones",
  question: "On which days of the week are clones used?",
  unit: "instances",
  source: ["clone_created", "clone_reset"],
  since: "3.0.0",
  method: `An instance counts on a weekday if it created or reset clones on at least ${leastDays} of the ${weeks} such days up to the end of the period. Single days are never published. ${followedSentence}`,
  caveat:
    "Days are those of UTC: a Monday morning in Tokyo is a Sunday. Shares can add up to more than 100%.",
  outside: `instances that neither created nor reset a clone in ${weeks} weeks`,
  words: {
    of: ({ title }) => `Clones are used on ${title}s on`,
    among: "that use clones",
  },
  classes,
  classify({ cloneWeekdays }) {
    if (cloneWeekdays.size === 0) return null;
    return classes
      .map(({ key }) => key)
      .filter((_, index) => (cloneWeekdays.get(index + 1) ?? 0) >= leastDays);
  },
});
