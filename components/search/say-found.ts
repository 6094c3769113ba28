import { mostFound } from "@/lib/search/siteSearch";
import { countOf } from "@/lib/words/sayPlurals";

/** How much was found; never more than that nothing was. */
export function sayFound(found: number, question: string): string {
  if (found === 0) return `Nothing found for “${question}”.`;
  if (found === mostFound) return `The first ${mostFound} results for “${question}”.`;
  return `${countOf(found, "result")} for “${question}”.`;
}
