import { z } from "zod";
import { engineReleases, isCandidate } from "../../catalogue";
import { sayDay, sayDays } from "../../words/sayDates";
import { type Annotation, methodologyVersions } from "../view/reading";
import incidentList from "./incidents.json";

const day = z.iso.date();

/** A tag of the engine, and its day. */
interface Tagged {
  readonly version: string;
  readonly day: string;
  readonly isCandidate: boolean;
}

/** Something that went wrong with this service's data, as `incidents.json` lists them. */
export const incidentSchema = z
  .strictObject({
    from: day,
    /** Last day; without it, the incident was of one day. */
    to: day.optional(),
    title: z.string().min(1).max(40),
    text: z.string().min(1).max(400),
    /** Keys of the statistics it touches; without them, all. */
    statistics: z.array(z.string()).min(1).optional(),
  })
  .refine(({ from, to }) => to === undefined || from <= to, "from must not be after to");

export type Incident = z.infer<typeof incidentSchema>;

interface Sources {
  readonly releases: readonly Tagged[];
  readonly incidents: readonly Incident[];
  readonly methods: readonly { readonly version: string; readonly day: string; readonly text: string }[];
}

const sources: Sources = {
  releases: engineReleases.map((release) => ({
    version: release.tag.slice(1),
    day: release.day,
    isCandidate: isCandidate(release),
  })),
  incidents: z.array(incidentSchema).parse(incidentList),
  methods: methodologyVersions,
};

/**
 * What happened in a range of days and may explain a bend, oldest first: engine releases, incidents of the data, and other rules.
 * An incident that began before the range stands on the range's first day.
 * @param from first day, `YYYY-MM-DD`
 * @param to last day
 * @param statistic key of the statistic; without it, incidents of single statistics are left out
 */
export function annotationsBetween(
  from: string,
  to: string,
  statistic?: string,
  { releases, incidents, methods }: Sources = sources,
): Annotation[] {
  const tagged = releases
    .filter((release) => release.day >= from && release.day <= to)
    .map(
      ({ version, day, isCandidate: isNotReleased }): Annotation => ({
        day,
        kind: "release",
        title: `${version} tagged`,
        text: `DBLab Engine ${version}${isNotReleased ? ", a release candidate," : ""} was tagged on ${sayDay(day)}.`,
      }),
    );
  const happened = incidents
    .filter((incident) => incident.from <= to && (incident.to ?? incident.from) >= from)
    .filter(({ statistics }) => statistics === undefined || statistics.some((key) => key === statistic))
    .map(
      (incident): Annotation => ({
        day: incident.from < from ? from : incident.from,
        kind: "incident",
        title: incident.title,
        text: `${sayDays(incident.from, incident.to ?? incident.from)}: ${incident.text}`,
      }),
    );
  const counted = methods
    .filter((one) => one.day >= from && one.day <= to)
    .map(
      ({ version, day, text }): Annotation => ({
        day,
        kind: "method",
        title: `Methodology ${version}`,
        text,
      }),
    );
  return [...tagged, ...happened, ...counted].sort((one, other) =>
    one.day < other.day ? -1 : one.day > other.day ? 1 : 0,
  );
}
