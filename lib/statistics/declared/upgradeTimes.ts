import { engineReleases, isCandidate } from "../../catalogue";
import { daysBetween } from "../../words/period";
import { declareStatistic } from "../declare/declare";
import { engineMinor } from "../declare/engineMinor";
import { lowerFirst } from "../declare/sayClass";

/** Days from a release: up to but without `below`. */
const bands = [
  { key: "under-1-w", title: "Under a week", below: 7 },
  { key: "1-4-w", title: "1–4 weeks", below: 28 },
  { key: "4-13-w", title: "4–13 weeks", below: 91 },
  { key: "13-26-w", title: "13–26 weeks", below: 182 },
  { key: "26-52-w", title: "26–52 weeks", below: 364 },
  { key: "over-1-y", title: "A year or more", below: Number.POSITIVE_INFINITY },
] as const;

/** Minor versions, oldest first. */
const order = engineReleases.map(({ version }) => engineMinor(`v${version}`));
/** The day of a minor version's release; null where there is none yet. */
const releasedOn = (minor: string) => {
  const release = engineReleases[order.indexOf(minor)];
  return release === undefined || isCandidate(release) ? null : release.day;
};

export const upgradeTimeStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "upgrade-times",
  title: "Time from release to upgrade",
  group: "fleet",
  question: "How soon is a release taken up?",
  unit: "instances",
  source: ["engine_started.engine_version"],
  since: "3.0.0",
  method:
    "The time from the tag that began an instance's minor version to its first start with that version, of instances that ran an older one before. Each counts with its latest upgrade, whenever that was.",
  caveat:
    "Who never upgrades is not in it: engine versions show how many stay behind. Upgrades within a minor version, and to release candidates, are not counted.",
  outside: "instances that were not seen to upgrade",
  words: {
    median: ({ title }) => `The median instance upgraded ${lowerFirst(title)} after the release`,
  },
  classes: bands.map(({ key, title }) => ({ key, title })),
  classify({ attributes, builds }) {
    const minor = engineMinor(attributes.engine_version);
    const released = releasedOn(minor);
    const others = builds.filter(({ version }) => engineMinor(version) !== minor);
    const before = others.toSorted((one, other) => (one.lastDay < other.lastDay ? 1 : -1))[0];
    if (released === null || before === undefined) return null;
    if (order.indexOf(engineMinor(before.version)) >= order.indexOf(minor)) return null;
    const upgraded = builds.find(
      ({ version, firstDay }) => firstDay > before.lastDay && engineMinor(version) === minor,
    );
    if (upgraded === undefined) return null;
    const days = daysBetween(released, upgraded.firstDay);
    return bands.find(({ below }) => days < below)?.key ?? null;
  },
});
