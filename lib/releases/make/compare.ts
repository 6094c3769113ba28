import type { ReleaseChanges, ReleaseFormat } from "./about";
import type { ReleaseSource } from "./source";

/** What of a release is other than in the one before: all of it for the first. */
export function changesOf(
  { weeks, corrections, before }: Pick<ReleaseSource, "weeks" | "corrections" | "before">,
  format: ReleaseFormat,
): ReleaseChanges {
  const known = new Map(before?.weeks ?? []);
  return {
    added: weeks.filter(({ start }) => !known.has(start)).map(({ start }) => start),
    revised: weeks
      .filter(({ start, revision }) => known.has(start) && known.get(start) !== revision)
      .map(({ start, revision }) => ({
        week: start,
        revision,
        reason: corrections.find((one) => one.revision === revision)?.reason ?? "",
      })),
    format: before === null ? [] : compareFormats(before.format, format),
  };
}

/** What programs that read the one would find other in the next, a sentence each. */
export function compareFormats(before: ReleaseFormat, after: ReleaseFormat): string[] {
  return [
    ...compareLists("table", "columns", before.tables, after.tables),
    ...compareLists("statistic", "classes", before.statistics, after.statistics),
    ...(before.methodology === after.methodology
      ? []
      : [`Methodology ${before.methodology} became ${after.methodology}.`]),
  ];
}

type Lists = Readonly<Record<string, readonly string[]>>;

function compareLists(kind: string, parts: string, before: Lists, after: Lists): string[] {
  const [Kind, names] = [
    `${kind[0]?.toUpperCase()}${kind.slice(1)}`,
    new Set([...Object.keys(before), ...Object.keys(after)]),
  ];
  return [...names].toSorted().flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    if (old === undefined) return [`${Kind} ${name} is new.`];
    if (now === undefined) return [`${Kind} ${name} is gone.`];
    const added = now.filter((one) => !old.includes(one));
    const gone = old.filter((one) => !now.includes(one));
    const isMoved = added.length + gone.length === 0 && now.some((one, index) => one !== old[index]);
    return [
      ...(added.length > 0 ? [`${Kind} ${name} has new ${parts}: ${added.join(", ")}.`] : []),
      ...(gone.length > 0 ? [`${Kind} ${name} has no more ${parts}: ${gone.join(", ")}.`] : []),
      ...(isMoved ? [`${Kind} ${name} has its ${parts} in another order.`] : []),
    ];
  });
}
