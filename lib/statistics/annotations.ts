import { z } from "zod";
import incidentsFile from "./incidents.json";
import type { Annotation } from "./reading";
import releasesFile from "./releases.json";

const day = z.iso.date();

/** `releases.json`: the day a version of the engine was built, as its build string says. */
export const releasesSchema = z.array(z.object({ day, version: z.string().regex(/^\d+\.\d+\.\d+$/) }));

/** `incidents.json`: what is known to be wrong with this installation's data, for some statistics or for all. */
export const incidentsSchema = z.array(
  z.object({
    day,
    title: z.string().min(1),
    text: z.string().min(1),
    statistics: z.array(z.string()).optional(),
  }),
);

const releases = releasesSchema.parse(releasesFile);
const incidents = incidentsSchema.parse(incidentsFile);

/** What happened in a range of days (both included) and may explain a bend, oldest first. */
export function annotationsBetween(from: string, to: string, statistic?: string): Annotation[] {
  const built = releases.map(
    ({ day: builtOn, version }): Annotation => ({
      day: builtOn,
      kind: "release",
      title: version,
      text: `DBLab Engine ${version} was built.`,
    }),
  );
  const known = incidents
    .filter(({ statistics }) => statistic === undefined || (statistics?.includes(statistic) ?? true))
    .map(({ day: on, title, text }): Annotation => ({ day: on, kind: "incident", title, text }));
  return [...built, ...known]
    .filter((one) => one.day >= from && one.day <= to)
    .sort((one, other) => (one.day < other.day ? -1 : 1));
}
