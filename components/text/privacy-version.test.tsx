import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Catalogue, catalogue, createCatalogue } from "@/lib/catalogue";
import { databaseVacuumed } from "@/lib/catalogue/testing/sixteenth";
import { privacyVersions } from "@/lib/releases/log/privacy/versions";
import versions from "@/lib/releases/log/privacy/versions.json";
import { readSettings } from "@/lib/settings/settings";
import { dayOf } from "@/lib/words/period";
import { readSections } from "../search-index/read-sections";
import { Privacy } from "./privacy";

const { rawRetentionDays, billingRetentionDays, relayTo } = readSettings({});

/** The words of the page, a line for each section. */
const linesOf = (described: Catalogue) =>
  readSections(
    <Privacy {...{ catalogue: described, rawRetentionDays, billingRetentionDays, relayTo }} />,
  ).map(({ title, text }) => `${title}: ${text}`.replaceAll(/\s+/g, " ").trim());

// What the catalogue decides is another thing, and in every release as it was.
const extended = new Set(linesOf(createCatalogue([...catalogue.types, databaseVacuumed])));
const lines = linesOf(catalogue).filter((line) => extended.has(line));

it("the log has the privacy text as it is, as its newest version", () => {
  const last = privacyVersions.at(-1);
  if (process.env.NEW_PRIVACY_VERSION === "1" && last?.text !== `${lines.join("\n")}\n`) {
    const version = { version: String(versions.length + 1), day: dayOf(new Date()), lines };
    const file = join(import.meta.dirname, "..", "..", "lib", "releases", "log", "privacy", "versions.json");
    writeFileSync(file, `${JSON.stringify([...versions, version], null, 2)}\n`);
    return;
  }
  // Other words are another version: NEW_PRIVACY_VERSION=1 npx vitest run components/text/privacy-version.test.tsx
  expect(last?.text.trimEnd().split("\n")).toEqual(lines);
});

it("versions are numbered, and none begins before the one before it", () => {
  expect(privacyVersions.map(({ version }) => version)).toEqual(
    privacyVersions.map((_, index) => String(index + 1)),
  );
  const days = privacyVersions.map(({ day }) => day);
  expect(days).toEqual(days.toSorted());
});
