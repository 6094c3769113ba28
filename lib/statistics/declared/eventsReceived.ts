import { eventTypes } from "../../catalogue";
import { declareStatistic, type StatisticClass } from "../declare/declare";

/** The types that come in numbers; there are more types than colors. */
const hued = [
  "engine_started",
  "clone_reset",
  "snapshot_created",
  "engine_stopped",
  "clone_destroyed",
  "clone_created",
  "branch_created",
  "alert",
];

function hueOf(name: string): Pick<StatisticClass, "hue"> {
  const hue = ([1, 2, 3, 4, 5, 6, 7, 8] as const)[hued.indexOf(name)];
  return hue === undefined ? {} : { hue };
}

export const eventsReceivedStatistic = declareStatistic({
  kind: "events",
  form: "columns",
  key: "events-received",
  title: "Events received",
  group: "operation",
  question: "How many events arrive, and of which types?",
  unit: "events",
  bound: 1_000,
  source: ["every event"],
  since: "3.0.0",
  method:
    "Events of counted instances, by type, on the day of their event time. Where figures are published, an instance counts with 1,000 events of a type a week at most, and a type of which one instance would still make more than half is withheld.",
  caveat:
    "Events say how busy engines are, not how many there are: one engine can send more than a hundred others together.",
  classes: eventTypes.map(({ name, title }) => ({ key: name, title, ...hueOf(name) })),
  countEvents: ({ events }) => events,
});
