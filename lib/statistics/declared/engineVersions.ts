import { declareStatistic } from "../declare/declare";
import { engineMinor, engineMinorClasses, preReleaseClass } from "../declare/engineMinor";
import { choose } from "../declare/sayClass";

export const engineVersionStatistic = declareStatistic({
  kind: "share",
  form: "area",
  isNewestFirst: true,
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
  words: {
    of: choose(
      { [preReleaseClass]: "A release candidate or development build runs on" },
      (title) => `Engine ${title} runs on`,
    ),
    figure: (one) => (one === undefined ? "The newest version" : `On engine ${one.title}`),
  },
  classes: engineMinorClasses,
  classify: ({ attributes }) => engineMinor(attributes.engine_version),
});
