import { classIn } from "../declare/classIn";
import { declareStatistic } from "../declare/declare";

const classes = [
  { key: "community", title: "Community" },
  { key: "standard", title: "Standard" },
  { key: "enterprise", title: "Enterprise" },
] as const;

export const editionStatistic = declareStatistic({
  kind: "share",
  form: "bars",
  key: "editions",
  title: "Editions",
  group: "fleet",
  question: "Which editions of DBLab Engine are in use?",
  unit: "instances",
  source: ["every event"],
  since: "3.0.0",
  method:
    "No event carries the edition. It is kept with the instance, and is Community where nothing else is known.",
  caveat:
    "An instance counts with the edition that it had when the week was counted. Instances from AWS Marketplace pay there: they neither register nor report usage, and count as Community unless an organization linked them.",
  words: { of: ({ title }) => `The ${title} Edition runs on` },
  classes,
  classify: ({ edition }) => classIn(classes, edition),
});
