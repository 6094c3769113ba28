import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { engineReleases, eventTypes, isCandidate } from ".";

const tags = z
  .array(
    z.strictObject({
      tag: z.string(),
      committed: z.iso.date(),
      eventTypes: z.array(z.string()),
      calls: z.array(z.string()),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL("../../fixtures/engine-tags.json", import.meta.url), "utf8")));

/** `v4.2.0-rc.3` is of `4.2.0`. */
const minorOf = (tag: string) => `${/^v(\d+\.\d+)\./.exec(tag)?.[1]}.0`;

test("releases are the engine's tags, with their days: the first of each minor version, or else its newest candidate", () => {
  const minors = [...new Set(tags.map(({ tag }) => minorOf(tag)))];
  const expected = minors.map((version) => {
    const released = tags.find(({ tag }) => tag === `v${version}`);
    const newest = tags.findLast(({ tag }) => minorOf(tag) === version);
    return { version, tag: (released ?? newest)?.tag, day: (released ?? newest)?.committed };
  });
  expect(engineReleases).toEqual(expected);
  for (const release of engineReleases) expect(isCandidate(release)).toBe(release.tag.includes("-rc."));
});

test("an event type came with the first tag whose source has it, and the newest has all that are declared", () => {
  for (const { name, since } of eventTypes) {
    expect(minorOf(tags.find((one) => one.eventTypes.includes(name))?.tag ?? ""), name).toBe(since);
  }
  expect(tags.at(-1)?.eventTypes.toSorted()).toEqual(eventTypes.map(({ name }) => name).toSorted());
});
