import { declareStatistic } from "../declare/declare";
import { engineMinor, engineMinorClasses } from "../declare/engineMinor";

export const engineVersionStatistic = declareStatistic({
  kind: "share",
  form: "area",
  key: "engine-versions",
  title: "Engine versions",
  group: "fleet",
  question: "Which versions of DBLab Engine are in use, and how fast are releases taken up?",
  unit: "instances",
  source: ["engine_started.engine_version"],
  since: "3.0.0",
  method:
    "Each instance counts with the version of its last start. Builds are counted by minor version: v4.1.3-20260507-0910 is 4.1.",
  caveat:
    "An engine reports its version when it starts, so one that runs for months is counted with what it started with. Release candidates and development builds are one class.",
  classes: engineMinorClasses,
  classify: ({ attributes }) => engineMinor(attributes.engine_version),
});
