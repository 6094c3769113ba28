import { catalogue, changes, releaseOf } from "../../catalogue";
import type { Correction } from "../../statistics/read/readCorrections";
import { dataLicence, methodologyVersions } from "../../statistics/view/reading";
import { startOfDay } from "../../words/period";
import { sayDay, sayDays } from "../../words/sayDates";
import { publisher } from "../make/describe/words";
import { notices } from "../notices/notices";
import type { Release } from "../store/releases";
import { type FeedEntry, writeAtom } from "./atom";

/** Each feed: its name in addresses, and what it tells. */
export const feeds = {
  releases: { title: "Releases", subtitle: "Every release of the published figures.", page: "/releases" },
  corrections: {
    title: "Corrections",
    subtitle: "Every revision of published figures, with its reason.",
    page: "/statistics/corrections",
  },
  methodology: {
    title: "Methodology",
    subtitle: "Other rules of counting and publishing, and what is announced to change.",
    page: "/methodology",
  },
  catalogue: {
    title: "Catalogue",
    subtitle: "What each version of DBLab Engine sends, when the catalogue knows it.",
    page: "/events/changes",
  },
  all: {
    title: "Everything",
    subtitle: "Releases, corrections, methodology and catalogue.",
    page: "/releases",
  },
} as const;

export type FeedName = keyof typeof feeds;

/** Entries of a feed at most: the newest. */
const mostEntries = 50;

/** What feeds are made of beside declarations. Newest first. */
export interface FeedSources {
  readonly releases: readonly Release[];
  readonly corrections: readonly Correction[];
}

/** @param baseUrl of this installation, without a slash at the end */
export function writeFeed(name: FeedName, sources: FeedSources, baseUrl: string): string {
  const { title, subtitle, page } = feeds[name];
  const about = {
    title: `${publisher}: ${title}`,
    subtitle,
    self: `${baseUrl}/feeds/${name}.atom`,
    page: `${baseUrl}${page}`,
    author: publisher,
    rights: `${dataLicence.name}, ${dataLicence.url}`,
  };
  return writeAtom(about, entriesOf(name, sources, baseUrl).slice(0, mostEntries));
}

/** Newest first. */
export function entriesOf(name: FeedName, sources: FeedSources, baseUrl: string): FeedEntry[] {
  const made: Readonly<Record<Exclude<FeedName, "all">, () => FeedEntry[]>> = {
    releases: () => sources.releases.map((release) => ofRelease(release, baseUrl)),
    corrections: () => sources.corrections.map((correction) => ofCorrection(correction, baseUrl)),
    methodology: () => [...ofMethodology(baseUrl), ...ofNotices(baseUrl)],
    catalogue: () => ofCatalogue(baseUrl),
  };
  const entries = name === "all" ? Object.values(made).flatMap((make) => make()) : made[name]();
  return entries.toSorted((one, other) =>
    one.updated < other.updated ? 1 : one.updated > other.updated ? -1 : 0,
  );
}

function ofRelease({ id, number, publishedAt, about }: Release, baseUrl: string): FeedEntry {
  const { added, revised, format } = about.changes;
  const link = `${baseUrl}/releases/${id}`;
  const said = [
    `${about.weeks.length} weeks, ${about.figures} rows of figures.`,
    ...(number === 1 ? [] : added.map((week) => `New: the week of ${sayDay(week)}.`)),
    ...revised.map(({ week, reason }) => `Revised: the week of ${sayDay(week)}. ${reason}`),
    ...format,
  ];
  return {
    id: link,
    link,
    title: `Release ${id}`,
    updated: publishedAt,
    category: "release",
    summary: said.join(" "),
  };
}

function ofCorrection({ revision, revisedAt, reason, weeks }: Correction, baseUrl: string): FeedEntry {
  const of =
    weeks === null
      ? "all weeks from before the present rules"
      : `the weeks of ${sayDays(weeks.first, weeks.last)}`;
  return {
    id: `${baseUrl}/statistics/corrections#revision-${revision}`,
    link: `${baseUrl}/statistics/corrections`,
    title: `Revision ${revision} of ${of}`,
    updated: revisedAt,
    category: "correction",
    summary: reason,
  };
}

function ofMethodology(baseUrl: string): FeedEntry[] {
  return methodologyVersions.map(({ version, day, text }) => ({
    id: `${baseUrl}/methodology#version-${version}`,
    link: `${baseUrl}/methodology`,
    title: `Methodology ${version}`,
    updated: startOfDay(day).toISOString(),
    category: "methodology",
    summary: text,
  }));
}

function ofNotices(baseUrl: string): FeedEntry[] {
  return notices.map(({ key, announced, from, title, text }) => ({
    id: `${baseUrl}/releases#notice-${key}`,
    link: `${baseUrl}/releases#notice-${key}`,
    title: `Announced: ${title}, from ${sayDay(from)}`,
    updated: startOfDay(announced).toISOString(),
    category: "notice",
    summary: text,
  }));
}

function ofCatalogue(baseUrl: string): FeedEntry[] {
  return changes(catalogue.types).map(({ version, eventTypes, fields, changed }) => {
    const { day } = releaseOf(version);
    const said = [
      ...(eventTypes.length === 0
        ? []
        : [`New event types: ${eventTypes.map(({ name }) => name).join(", ")}.`]),
      ...(fields.length === 0
        ? []
        : [`New fields: ${fields.map(({ eventType, path }) => `${eventType.name}.${path}`).join(", ")}.`]),
      ...changed.map(({ eventType, path, what }) => `${eventType.name}.${path}: ${what}`),
    ];
    return {
      id: `${baseUrl}/events/changes?version=${version}`,
      link: `${baseUrl}/events/changes`,
      title: `What DBLab Engine ${version} sends`,
      updated: startOfDay(day).toISOString(),
      category: "catalogue",
      summary: said.length === 0 ? "What the version before it sends." : said.join(" "),
    };
  });
}
