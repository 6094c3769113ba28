import { declareStatistic } from "../declare/declare";
import { followedSentence } from "../declare/followed";
import { branchLives, seenDays } from "../declare/lives";
import { medianBand } from "../declare/medianBand";
import { lowerFirst } from "../declare/sayClass";

const classes = branchLives.bands.map(({ key, title }) => ({ key, title }));

export const branchLifeStatistic = declareStatistic({
  kind: "share",
  isOfFollowed: true,
  form: "histogram",
  key: "branch-lives",
  title: "Life of branches",
  group: "clones",
  question: "How long do branches live?",
  unit: "instances",
  source: ["branch_created.name", "branch_destroyed.name"],
  since: "4.0.0",
  method: `The time from a branch's creation to its destruction, followed by the hash of its name, in bands. An instance counts once, in the band of its median branch of those that were destroyed in the period, the shorter-lived of two. A creation is looked for in the ${seenDays} days before the period; a branch whose creation is not there lived longer, where the instance was seen before. ${followedSentence}`,
  caveat:
    "Branches that are still there are not in it, so branches live longer than this says. The clean-up of the engine destroys old ones by itself.",
  outside: "instances that destroyed no branch in the period",
  words: { median: ({ title }) => `Branches of the median instance live ${lowerFirst(title)}` },
  classes,
  classify: (frame) => medianBand(classes, frame.branchLives),
});
