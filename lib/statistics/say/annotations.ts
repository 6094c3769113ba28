import { z } from "zod";
import { sayDay, sayDays } from "../../words/sayDates";
import type { Annotation } from "../view/reading";
import incidentList from "./incidents.json";
import releaseList from "./releases.json";

const day = z.iso.date();

/** A build of the engine, and its day. */
const releaseSchema = z.strictObject({ version: z.string().regex(/^\d+\.\d+\.\d+$/), day });

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
  readonly releases: readonly z.infer<typeof releaseSchema>[];
  readonly incidents: readonly Incident[];
}

const sources: Sources = {
  releases: z.array(releaseSchema).parse(releaseList),
  incidents: z.array(incidentSchema).parse(incidentList),
};

/**
 * What happened in a range of days and may explain a bend, oldest first: engine releases, and incidents of the data.
 * An incident that began before the range stands on the range's first day.
 * @param from first day, `YYYY-MM-DD`
 * @param to last day
 * @param statistic key of the statistic; without it, incidents of single statistics are left out
 */
export function annotationsBetween(
  from: string,
  to: string,
  statistic?: string,
  { releases, incidents }: Sources = sources,
): Annotation[] {
  const built = releases
    .filter((release) => release.day >= from && release.day <= to)
    .map(
      ({ version, day }): Annotation => ({
        day,
        kind: "release",
        title: `${version} built`,
        text: `DBLab Engine ${version} was built on ${sayDay(day)}.`,
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
  return [...built, ...happened].sort((one, other) =>
    one.day < other.day ? -1 : one.day > other.day ? 1 : 0,
  );
}
