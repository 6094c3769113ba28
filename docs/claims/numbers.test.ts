import { describe, expect, test } from "vitest";
import { engineReleases, isCandidate, maxUnknownPaths } from "../../lib/catalogue";
import type { Database } from "../../lib/database/types";
import { declareJobs } from "../../lib/declareJobs";
import { servedForMs } from "../../lib/front/keptPages/figures";
import { keptBytes, nowAgainMs, nowServedForMs } from "../../lib/front/keptPages/keptPages";
import { firstPauseMs, longestPauseMs } from "../../lib/front/pageProcess";
import { pagePlaces, refusedAfterMs } from "../../lib/front/slots";
import { cookies } from "../../lib/http/cookies";
import type { FailureBudgets } from "../../lib/http/failureBudgets";
import { callOf } from "../../lib/ingest/calls";
import { maximumBatchEvents } from "../../lib/ingest/readBatch";
import { clockSkewSeconds } from "../../lib/ingest/readEvent";
import { undoDays } from "../../lib/instances/erasure/eraseInstance";
import { usualPlaces } from "../../lib/instances/live/places";
import { lookUpFailures, notFoundAfterMs } from "../../lib/instances/lookUp/lookUp";
import { mostBodyBytes } from "../../lib/machines/mcp/answerMcp";
import { shortRange } from "../../lib/machines/mcp/tools";
import { createAuditSigner } from "../../lib/organizations/audit/checkpoints/signer";
import { callsPerMinute } from "../../lib/organizations/engines/callLimit";
import { platformFailures } from "../../lib/organizations/openEngineCalls";
import { limits } from "../../lib/organizations/rules/limits";
import { signInFailures } from "../../lib/organizations/signIn/signIn";
import { readSettings } from "../../lib/settings/settings";
import { countAfterEndHours } from "../../lib/statistics/count/closing";
import { holding } from "../../lib/statistics/count/countWeeks";
import { leastChangedGroups } from "../../lib/statistics/count/revise";
import { testPseudonyms as pseudonyms } from "../../lib/statistics/testing/fleet";
import { privately } from "../../lib/statistics/testing/publications";
import { fullRuns } from "../../lib/testing/effort";
import { sayDuration } from "../../lib/words/sayDuration";
import { sayCount } from "../../lib/words/sayNumbers";
import { defaults } from "../../scripts/demo/options";
import { codeLinesOf, declaredNumber, documents, inWords, plain, readText, tableOf } from "./readers";

// Nothing is run: what they are and how often is declared.
const jobs = declareJobs({
  releasing: null,
  database: {} as Database,
  settings: readSettings({}),
  publication: privately,
  ingest: { flushCounts: async () => {}, adoptFolds: async () => {} },
  keyRing: { refresh: async () => {} },
  refusals: { refresh: async () => {} },
  requests: { flush: async () => {} },
  auditSigner: createAuditSigner("a secret of thirty-two characters"),
  pseudonyms,
  prices: null,
  onFault: () => {},
});

/** Where a document says a number that the code decides: the sentence with the code's number in it. */
const said: Readonly<Record<string, readonly string[]>> = {
  "README.md": [
    `DBLab Engine ${sayReleases()}, unmodified`,
    `a made-up fleet of ${defaults.instances} engines over ${defaults.months} months`,
  ],
  "docs/install.md": [
    `a made-up fleet of ${defaults.instances} engines over ${defaults.months} months`,
    `up to ${sayCount(maximumBatchEvents)} events and ${(callOf("/api/v1/events")?.limitBytes ?? 0) / 2 ** 20} MiB`,
  ],
  "docs/architecture.md": ["503 within two seconds"],
  "CONTRIBUTING.md": [`${fullRuns.crashes} rounds of kill -9`],
  "docs/operating.md": [
    `${limitOf(lookUpFailures)}, counted by each process for itself`,
    `Wrong tokens are limited: ${limitOf(signInFailures)}`,
    `wrong keys and tokens of engines: ${limitOf(platformFailures)}`,
    `purged after ${inWords(undoDays)} days`,
    `Partitions are made ${inWords(declaredNumber("MONTHS_AHEAD"))} months ahead`,
    `refusals in memory (${inWords((jobs.find(({ name }) => name === "counts")?.everyMs ?? 0) / 1000)} seconds' worth)`,
    `A process serves ${sayCount(usualPlaces.all)} of them at a time, ${usualPlaces.perInstance} of one instance and ${usualPlaces.perClient} from one client; the last ${usualPlaces.kept} are for those who have none`,
    `longer than ${/lockPatience = "1s"/.test(readText("lib/instances/erasure/purgeErased.ts")) ? "a second" : "another time"}`,
    `or of another plan, within ${inWords((jobs.find(({ name }) => name === "keys")?.everyMs ?? 0) / 1000)} seconds`,
    `up to ${(keptBytes.plain + keptBytes.others) / 2 ** 20} MiB, so it needs no CDN`,
    `A process that dies in the middle is followed within ${declaredNumber("leaseMs") < 60_000 ? "a minute" : "another time"}`,
    `refused by all of them within ${inWords((jobs.find(({ name }) => name === "refused instances")?.everyMs ?? 0) / 1000 + 1)} seconds`,
    `holds ${declaredNumber("rangeInstances")} instances in memory at a time`,
  ],
  "docs/decisions/0017-jobs.md": [`A lease lasts ${declaredNumber("leaseMs") / 1000} seconds`],
  "docs/decisions/0006-unknown-forms-and-values.md": [
    `up to ${sayCount(declaredNumber("maximumNames"))} a day, of one instance ${declaredNumber("namesOfInstance")}`,
    `${inWords(clockSkewSeconds / 60)} minutes ahead`,
  ],
  "docs/decisions/0015-organizations.md": [
    `(${callsPerMinute.ofInstance} a minute of an instance, ${sayCount(callsPerMinute.withSecret)} with a key or token)`,
    `new projects beyond ${sayCount(limits.projects)}`,
  ],
  "docs/decisions/0027-events-without-the-key.md": [
    `${inWords(declaredNumber("keylessPerMinute"))} a minute, enough to be noticed`,
  ],
  "docs/decisions/0039-machines.md": [
    `go ${Number.parseInt(shortRange, 10)} days back`,
    `A message has ${mostBodyBytes / 1024} KiB`,
  ],
  "docs/decisions/0029-kept-pages.md": [
    `longer query than ${declaredNumber("longestQuery")} characters`,
    `with more than ${declaredNumber("mostScripts")} would`,
    `for ${servedForMs / 1000} seconds after it was known to be the newest`,
    `again every ${nowAgainMs / 1000} seconds`,
    `at most ${nowServedForMs / 1000} seconds old`,
    `${keptBytes.plain / 2 ** 20} MiB for addresses without parameters, ${keptBytes.others / 2 ** 20} MiB for those with`,
    `Up to ${(keptBytes.plain + keptBytes.others) / 2 ** 20} MiB in the process in front`,
  ],
  "docs/decisions/0009-cron-library.md": [`the latest ${sayCount(declaredNumber("maxRemembered"))} lines`],
  "docs/decisions/0010-statistics-from-roll-ups.md": [
    `${declaredNumber("pageInstances")} instances a statement`,
    `at most ${declaredNumber("livePauseFactor") === 19 ? "a twentieth" : "another part"} of the time`,
  ],
  "docs/decisions/0018-closed-publication.md": [
    `${countAfterEndHours} hours after its end`,
    `From the ninth week on`,
    `more than ${holding.moreThan} instances are new`,
    `more than ${inWords(holding.times)} times`,
    `fewer than ${inWords(leastChangedGroups)} groups`,
    `${declaredNumber("historySettlesMs") / 1000} s of silence`,
  ],
  "docs/decisions/0013-instance-id-as-the-key.md": [
    limitOf(lookUpFailures),
    `${notFoundAfterMs} ms after the question`,
    `${inWords(cookies.instance.maximumAgeSeconds / 3600)} hours`,
  ],
  "docs/decisions/0014-erasure.md": [
    `chunks of ${sayCount(declaredNumber("chunkEvents"))}`,
    `at most ${maxUnknownPaths === 20 ? "twenty" : maxUnknownPaths}`,
  ],
};

describe.each(Object.entries(said))("%s says what the code decides", (path, sentences) => {
  test.each(sentences)("%s", (sentence) => expect(plain(readText(path))).toContain(sentence));
});

test("operating.md says how many pages are made at one time, and when they start again", () => {
  const operating = readText("docs/operating.md");
  expect(operating).toContain(`At most ${pagePlaces} pages`);
  expect(operating).toContain(`${Math.ceil(pagePlaces / 2)} for one client address`);
  expect(operating).toContain(`longer than ${refusedAfterMs / 1000} seconds for a place`);
  expect(operating).toContain(`pauses of ${firstPauseMs / 1000} to ${longestPauseMs / 1000} seconds`);
});

test("docs/install.md shows the lines that a start prints", () => {
  const shown = codeLinesOf(readText("docs/install.md")).filter((line) => line.startsWith("# DBLab Engine"));
  const server = readText("lib/front/announce.ts");
  expect(shown).toHaveLength(2);
  for (const line of shown) expect(server).toContain(line.replace(", in server.yml", ""));
});

test("an answer comes within the two seconds that are promised", () => {
  expect(declaredNumber("answerWithinMs")).toBeLessThan(2_000);
});

test("operating.md lists what repeats, how often, and in which processes", () => {
  const listed = tableOf(readText("docs/operating.md"), "job", "every", "where", "does");
  expect(listed.map((row) => row.slice(0, 3))).toEqual(
    jobs.map(({ name, everyMs, lease }) => [
      `\`${name}\``,
      sayDuration(everyMs / 1000),
      lease ? "one of them" : "every process",
    ]),
  );
});

const counted =
  "statistics|event types|operations|endpoints|calls|cookies|tables|settings|variables|commands|reasons|jobs|decisions";

test.each(documents)("%s counts nothing that grows", (path) => {
  const number = `(?:\\d[\\d,]*|${"three four five six seven eight nine ten eleven twelve fifteen sixteen twenty(?:-\\w+)? thirty".replaceAll(" ", "|")})`;
  expect(plain(readText(path)).match(new RegExp(`\\b${number} (?:${counted})\\b`, "gi")) ?? []).toEqual([]);
});

function limitOf({ perClient, perNetwork, perRegion }: FailureBudgets): string {
  return `${inWords(perClient)} a minute for a client, ${inWords(perNetwork)} for its network, ${inWords(perRegion)} for its region`;
}

/** `3.0 to 4.1 and the release candidate of 4.2`. */
function sayReleases(): string {
  const minor = (version: string | undefined) => version?.replace(/\.0$/, "");
  const released = engineReleases.filter((release) => !isCandidate(release));
  const candidate = engineReleases.find(isCandidate);
  return `${minor(released[0]?.version)} to ${minor(released.at(-1)?.version)}${
    candidate === undefined ? "" : ` and the release candidate of ${minor(candidate.version)}`
  }`;
}
