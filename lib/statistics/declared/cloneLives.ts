import { declareStatistic } from "../declare/declare";
import { followedSentence } from "../declare/followed";
import { cloneLives, seenDays } from "../declare/lives";
import { medianBand } from "../declare/medianBand";
import { lowerFirst } from "../declare/sayClass";

const classes = cloneLives.bands.map(({ key, title }) => ({ key, title }));

export const cloneLifeStatistic = declareStatistic({
  kind: "share",
  isOfFollowed: true,
  form: "histogram",
  key: "clone-lives",
  title: "Life of clones",
  group: "clones",
  question: "How long do clones live?",
  unit: "instances",
  source: ["clone_created.id", "clone_destroyed.id"],
  since: "3.0.0",
  method: `The time from a clone's creation to its destruction, followed by the hash of its ID, in bands. An instance counts once, in the band of its median clone of those that were destroyed in the period, the shorter-lived of two. A creation is looked for in the ${seenDays} days before the period; a clone whose creation is not there lived longer, where the instance was seen before. ${followedSentence}`,
  caveat:
    "Clones that are still there are not in it, so clones live longer than this says. Where the event of a creation was lost, its clone counts with the longest life.",
  outside: "instances that destroyed no clone in the period",
  words: { median: ({ title }) => `Clones of the median instance live ${lowerFirst(title)}` },
  classes,
  classify: (frame) => medianBand(classes, frame.cloneLives),
});
