import { declareStatistic } from "../declare/declare";
import { isAtLeast } from "../declare/engineMinor";
import { choose, lowerFirst } from "../declare/sayClass";

const since = "4.0.0";

export const configurationStatistic = declareStatistic({
  kind: "share",
  form: "bars",
  key: "configuration",
  title: "Configuration through the API",
  group: "operation",
  question: "How many engines are configured through the API rather than in the file?",
  unit: "instances",
  source: ["config_updated"],
  since,
  method:
    "An instance counts as configured through the API if a configuration was applied that way in the period. Among the instances active in the period whose last start was with 4.0 or newer.",
  caveat:
    "A change of the configuration file sends no event, so the others are those without any change too.",
  outside: "engines before 4.0, which do not report it",
  words: {
    about: "used",
    of: choose(
      {
        used: "A configuration was applied through the API on",
        unused: "No configuration was applied through the API on",
      },
      lowerFirst,
    ),
    among: "whose engine reports it",
  },
  classes: [
    { key: "used", title: "Applied through the API" },
    { key: "unused", title: "Not in the period", tone: "quiet" },
  ],
  classify({ attributes, events }) {
    if (!isAtLeast(attributes.engine_version, since)) return null;
    return (events.get("config_updated") ?? 0) > 0 ? "used" : "unused";
  },
});
