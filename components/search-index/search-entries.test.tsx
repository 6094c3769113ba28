import { describe, expect, it } from "vitest";
import { catalogue, createCatalogue, engineCalls, eventTypes } from "@/lib/catalogue";
import { databaseVacuumed } from "@/lib/catalogue/testing/sixteenth";
import { readDocuments } from "@/lib/documentation/documents";
import { createOpenApi } from "@/lib/openApi/createOpenApi";
import { findOnSite, makeIndex, mostFound, openIndex } from "@/lib/search/siteSearch";
import { environmentSchema } from "@/lib/settings/settings";
import { statistics } from "@/lib/statistics/declared/statistics";
import { sayFound } from "../search/say-found";
import { Methodology } from "../text/methodology";
import { Privacy } from "../text/privacy";
import { privacyPromises } from "../text/privacy-promises";
import { readSections } from "./read-sections";
import { documentEntries, firstSentence, searchEntries } from "./search-entries";

const counting = {
  countAfterDays: 7,
  publishMinInstances: 10,
  rawRetentionDays: 400,
  isPrivate: false,
  clockSkewSeconds: 60,
};
const options = {
  baseUrl: "https://dblab.test",
  version: "1.2.3",
  rawRetentionDays: 400,
  rateLimitInstance: 600,
  rateLimitAddress: 600,
  now: new Date("2026-11-23T10:00:00Z"),
};
const methodology = readSections(<Methodology {...counting} />);
const privacy = readSections(
  <Privacy catalogue={catalogue} rawRetentionDays={400} billingRetentionDays={3650} relayTo={undefined} />,
);
const entriesOf = (of = catalogue) =>
  searchEntries({
    catalogue: of,
    calls: engineCalls,
    statistics,
    promises: privacyPromises(counting),
    settings: environmentSchema.shape,
    document: createOpenApi(of, options),
    prose: [
      { page: { path: "/methodology", name: "Methodology" }, sections: methodology },
      { page: { path: "/privacy", name: "Privacy" }, sections: privacy },
    ],
    documentation: documentEntries(readDocuments()),
  });
const entries = entriesOf();
const text = makeIndex(entries);
const index = openIndex(text);
const find = (question: string) => findOnSite(index, question);

describe("the search of the site", () => {
  it.each([
    ["branch names", "/events/branch_created#field-name"],
    ["are branch names sent", "/events/branch_created#field-name"],
    ["opt out", "/opt-out"],
    ["how do I disable telemetry", "/opt-out"],
    ["erase my data", "/instance"],
    ["RAW_RETENTION_DAYS", "/docs/configuration#RAW_RETENTION_DAYS"],
    ["clone times", "/statistics/clone-times"],
    ["engine_started", "/events/engine_started"],
    ["openapi", "/api"],
    ["backups", "/docs/operating#backups"],
    ["small groups", "/methodology#small-groups"],
    ["export instance", "/api/operations/exportInstance"],
    ["usage report", "/calls/telemetry_usage"],
    ["append and fold", "/docs/decisions/0030-append-and-fold"],
  ])("finds %j", (question, address) => {
    expect(find(question).map((found) => found.address)).toContain(address);
  });

  it("offers the page of a subject first", () => {
    expect(find("statistics")[0]?.address).toBe("/statistics");
    expect(find("methodology")[0]?.address).toBe("/methodology");
    expect(find("opt out")[0]?.address).toBe("/opt-out");
  });

  it("forgives a slip", () => {
    expect(find("methodolgy").map(({ address }) => address)).toContain("/methodology");
  });

  it("finds nothing where nothing has all that is asked for, and says no more than that", () => {
    expect(find("branch zeppelin")).toEqual([]);
    expect(find("")).toEqual([]);
    expect(sayFound(0, "zeppelin")).toBe("Nothing found for “zeppelin”.");
  });

  it("has each place once, every declaration, and a sentence for each", () => {
    const addresses = entries.map(({ address }) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const { name } of catalogue.types) expect(addresses).toContain(`/events/${name}`);
    for (const { key } of statistics) expect(addresses).toContain(`/statistics/${key}`);
    for (const name of Object.keys(environmentSchema.shape))
      expect(addresses).toContain(`/docs/configuration#${name}`);
    expect(entries.filter(({ title, about }) => title === "" || about === "")).toEqual([]);
  });

  it("finds a sixteenth event type as soon as it is declared", () => {
    const extended = openIndex(makeIndex(entriesOf(createCatalogue([...eventTypes, databaseVacuumed]))));
    expect(findOnSite(extended, "vacuumed")[0]?.address).toBe("/events/database_vacuumed");
    expect(find("vacuumed").map(({ address }) => address)).not.toContain("/events/database_vacuumed");
  });

  it("shows no more than a reader looks through", () => {
    expect(find("engine")).toHaveLength(mostFound);
  });
});

describe("readSections", () => {
  it("has the text of each section, tables and lists included", () => {
    expect(methodology.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["instance", "days", "small-groups", "clone-times", "not-measurable"]),
    );
    expect(methodology.find(({ id }) => id === "not-measurable")?.text).toContain("Idle engines.");
    expect(privacy.find(({ id }) => id === "kept")?.text).toContain("400 days");
  });
});

it("shortens a text to a sentence, or to words", () => {
  expect(firstSentence("One is whole and long enough. Two follows.")).toBe("One is whole and long enough.");
  expect(firstSentence("word ".repeat(60))).toMatch(/^(word )+…$/);
});
