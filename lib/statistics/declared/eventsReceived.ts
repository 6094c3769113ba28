import { eventTypes } from "../../catalogue";
import { declareStatistic } from "../declare/declare";

export const eventsReceivedStatistic = declareStatistic({
  kind: "events",
  form: "columns",
  key: "events-received",
  title: "Events received",
  group: "operation",
  question: "How many events arrive, and of which types?",
  unit: "events",
  source: ["every event"],
  since: "3.0.0",
  method: "All events of counted instances, by type, on the day of their event time.",
  caveat:
    "Events say how busy engines are, not how many there are: one engine can send more than a hundred others together.",
  classes: eventTypes.map(({ name, title }) => ({ key: name, title })),
  countEvents: ({ events }) => events,
});
