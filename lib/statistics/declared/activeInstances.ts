import { declareStatistic } from "../declare/declare";

export const activeInstanceStatistic = declareStatistic({
  kind: "windows",
  form: "lines",
  key: "active-instances",
  title: "Active instances",
  group: "fleet",
  question: "How many engines are in use?",
  unit: "instances",
  source: ["every event"],
  since: "3.0.0",
  method:
    "Instances that sent at least one event of any type within 7 and within 28 days up to the end of the period. An instance counts once in each.",
  caveat:
    "An engine that nobody uses sends nothing between its start and its stop, so the true number is higher. Engines with telemetry switched off are not here at all.",
  classes: [
    { key: "28", title: "28 days", days: 28 },
    { key: "7", title: "7 days", days: 7 },
  ],
});
