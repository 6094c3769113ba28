import { z } from "zod";
import { addDays, dayOf } from "../../words/period";
import noticeList from "./notices.json" with { type: "json" };

/** How many releases come between an announcement and what it announces, at least: a release a week. */
export const leastReleasesAhead = 2;

const day = z.iso.date();

/** An announced change of columns, classes or rules, as `notices.json` lists them. */
export const noticeSchema = z
  .strictObject({
    /** In addresses of feeds: small letters and hyphens; never used again. */
    key: z.string().regex(/^[a-z0-9-]+$/),
    /** When it was announced. */
    announced: day,
    /** The first day on which a release may have it. */
    from: day,
    title: z.string().min(1).max(80),
    text: z.string().min(1).max(600),
    /** Names of tables, keys of statistics, or `methodology`: what of the format is other. */
    changes: z.array(z.string()).min(1),
  })
  .refine(({ announced, from }) => from >= addDays(announced, leastReleasesAhead * 7 + 1), {
    error: `must be announced ${leastReleasesAhead} releases before`,
  });

export type Notice = z.infer<typeof noticeSchema>;

/** Everything that was ever announced, newest first. */
export const notices: readonly Notice[] = z
  .array(noticeSchema)
  .parse(noticeList)
  .toSorted((one, other) => (one.announced < other.announced ? 1 : -1));

/** What was announced up to a moment and does not hold yet, or holds since less than a year. */
export function noticesAt(moment: string): readonly Notice[] {
  const today = dayOf(moment);
  return notices.filter(({ announced, from }) => announced <= today && from > addDays(today, -365));
}
