import type { Attack } from "./attack";
import { newestOf, octaveOf } from "./marginals";

/**
 * Reads what arrived by day. On a Sunday hardly anybody is at work, so that it is a victim's own number of events. A guess
 * takes what an engine sends on one of its days.
 */
export const readStatusByDay: Attack = async ({ figures, victims }) => {
  const days = await figures.eventsByDay();
  const [events, active] = await Promise.all(
    ["events-received", "active-instances"].map((key) => figures.statistic(key)),
  );
  const sent = (events && newestOf(events)?.n) ?? 0;
  const engines = (active && newestOf(active)?.values[7]) ?? 1;
  const daysAtWork = 2;
  const guess = octaveOf(sent / engines / daysAtWork) ?? "1";
  const claims = [];
  for (const { name, sundays } of victims) {
    for (const sunday of sundays) {
      const accepted = days.find(({ day }) => day === sunday)?.accepted;
      const question = { about: "events", victim: name, day: sunday } as const;
      claims.push({ question, answer: octaveOf(accepted) ?? guess, guess });
    }
  }
  return claims;
};
