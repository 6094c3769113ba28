import { z } from "zod";

const named = z.looseObject({ "@id": z.string() });
const schema = z.looseObject({ distribution: z.array(named), recordSet: z.array(named) });

/**
 * What of `croissant.json` stands in the page of a release: without each statistic's own table, of which there are too many to
 * be read with every page. @param text of the file
 */
export function shortCroissant(text: string): unknown {
  const whole = schema.parse(JSON.parse(text));
  const isMain = (one: z.infer<typeof named>) => !one["@id"].startsWith("statistics/");
  return {
    ...whole,
    distribution: whole.distribution.filter(isMain),
    recordSet: whole.recordSet.filter(isMain),
  };
}
