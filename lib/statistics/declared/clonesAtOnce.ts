import { declareStatistic } from "../declare/declare";
import { followedSentence } from "../declare/followed";
import { habitDays } from "../declare/frame";
import { eventCountClass, eventCountClasses } from "../declare/powersOfTwo";
import { several } from "../declare/sayClass";

const [, ...classes] = eventCountClasses;

export const clonesAtOnceStatistic = declareStatistic({
  kind: "share",
  isOfFollowed: true,
  form: "histogram",
  key: "clones-at-once",
  title: "Clones at once",
  group: "clones",
  question: "How many clones does an instance have at once?",
  unit: "instances",
  source: ["clone_created", "clone_destroyed"],
  since: "3.0.0",
  method: `The largest number of clones that an instance had at one moment of the period, in classes that double. Its clones at the beginning are those that it created and did not destroy in the ${habitDays} days before. ${followedSentence}`,
  caveat: `Clones that are older than ${habitDays} days when the period begins are not seen until they are destroyed, so the true number is higher. An event that was lost makes it higher or lower by one.`,
  outside: "instances of which no clone was seen",
  words: { median: ({ title }) => `The median instance has ${several(title, "clone")} at once` },
  classes,
  classify: ({ mostClones }) => (mostClones === 0 ? null : eventCountClass(mostClones)),
});
