import { declareStatistic } from "../declare/declare";
import { followedSentence } from "../declare/followed";
import { choose, lowerFirst } from "../declare/sayClass";

export const uncleanStopStatistic = declareStatistic({
  kind: "share",
  isOfFollowed: true,
  form: "bars",
  key: "unclean-stops",
  title: "Unclean stops",
  group: "operation",
  question: "How often do engines end without a graceful shutdown?",
  unit: "instances",
  source: ["engine_started", "engine_stopped"],
  since: "3.0.0",
  method: `A graceful shutdown sends an event. Where an engine starts after another start, with no stop between them, it was killed, crashed or lost power. An instance with at least one such start in the period counts as unclean, one that only started after stops as clean. ${followedSentence}`,
  caveat:
    "An event that was lost on its way looks like an unclean stop. Engines that ended and did not start again are not seen.",
  outside: "instances that did not start again in the period",
  words: {
    about: "unclean",
    of: choose(
      {
        unclean: "The engine ended without a graceful shutdown on",
        clean: "The engine was only shut down gracefully on",
      },
      lowerFirst,
    ),
    among: "that started again",
  },
  classes: [
    { key: "clean", title: "Graceful only", tone: "quiet" },
    { key: "unclean", title: "Killed, crashed or lost power", tone: "bad" },
  ],
  classify: ({ restarts }) => (restarts === null ? null : restarts.unclean > 0 ? "unclean" : "clean"),
});
