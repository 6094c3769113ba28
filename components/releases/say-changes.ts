import type { ReleaseAbout } from "@/lib/releases/make/about";
import { sayDay } from "@/lib/words/sayDates";
import { countOf, listOf } from "@/lib/words/sayPlurals";

/** What of a release is other than in the one before, on a line. */
export function sayChanges({ added, revised, format }: ReleaseAbout["changes"], number: number): string {
  if (number === 1) return `The first, with ${countOf(added.length, "week")}`;
  const parts = [
    ...(added.length === 1 ? [`the week of ${sayDay(added[0] ?? "")}`] : []),
    ...(added.length > 1 ? [`${added.length} weeks`] : []),
    ...(revised.length > 0 ? [`${countOf(revised.length, "week")} revised`] : []),
    ...(format.length > 0 ? ["another form"] : []),
  ];
  const [first = "nothing", ...rest] = parts;
  return listOf([`${first[0]?.toUpperCase() ?? ""}${first.slice(1)}`, ...rest]);
}
