import {
  type EngineCall,
  type EngineVersion,
  type EventGroup,
  type Fate,
  isCandidate,
  releaseOf,
} from "@/lib/catalogue";
import type { EventTypeUseReading } from "@/lib/status/readEventTypeUse";
import { countOf } from "@/lib/words/sayPlurals";

/** The groups of event types as headings, with what their events are about. */
export const groupWords: Readonly<Record<EventGroup, { readonly title: string; readonly about: string }>> = {
  engine: { title: "Engine", about: "It starts, and it stops." },
  snapshot: { title: "Snapshots", about: "Data as of a moment, from which clones are made." },
  clone: { title: "Clones", about: "Databases people work on, made in seconds." },
  branch: { title: "Branches", about: "Named lines of snapshots." },
  configuration: { title: "Configuration", about: "Changed or tried out, never what is in it." },
  alert: { title: "Alerts", about: "A refresh of the data did not happen." },
};

/** What became of a value, in words. */
export const fateWords: Readonly<Record<Fate, string>> = {
  kept: "kept as it is",
  hashed: "hashed",
  "known text": "known text, kept",
  folded: "folded to its length",
};

/** An engine version as people say it: `3.4` for the minor release `3.4.0`, `4.2 RC` where there is no release yet. */
export function sayVersion(version: EngineVersion): string {
  return `${version.replace(/\.0$/, "")}${isCandidate(releaseOf(version)) ? " RC" : ""}`;
}

/** What an engine must have configured to make a call. */
export function sayCredentials({ credentials }: Pick<EngineCall, "credentials">): string {
  const words: Readonly<Record<EngineCall["credentials"], string>> = {
    none: "nothing",
    "org key": "a key of the organization",
    "access token": "an access token",
    "org key or access token": "a key or an access token",
  };
  return words[credentials];
}

/** The anchor of an engine version among the changes. */
export function versionAnchor(version: EngineVersion): string {
  return `engine-${version.replace(/\.0$/, "")}`;
}

/** Engine versions that follow one another: `3.0 to 3.3`, or one alone. */
export function saySpan({ first, last }: { first: EngineVersion; last: EngineVersion }): string {
  return first === last ? sayVersion(first) : `${sayVersion(first)} to ${sayVersion(last)}`;
}

/** The anchor of a field on the page of its event type. */
export function fieldAnchor(path: string): string {
  return `field-${path}`;
}

/** How often a type was received, as a figure and the line under it; null is a reading that failed. */
export function sayUse(
  reading: EventTypeUseReading | null,
  eventType: string,
): { value: string; note: string } {
  if (reading === null) return { value: "not known", note: "The count cannot be read at the moment." };
  const events = reading.byType.get(eventType) ?? 0;
  if (events > 0) return { value: countOf(events, "event"), note: "" };
  if (reading.isPrivate) return { value: "none", note: "No instance sent it." };
  return {
    value: `fewer than ${reading.publishMinInstances} instances`,
    note: "Figures about so few, or about nobody, are not published.",
  };
}
