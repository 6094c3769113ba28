/** Events by UTC day and type, as the overview gets them. Days ascend; a type missing in `counts` had none. */
export interface EventsPerDay {
  days: readonly { day: string; counts: Readonly<Record<string, number>> }[];
  types: readonly { name: string; title: string }[];
  /** The UTC day that is still running. */
  today: string;
}

/** One layer of the stacked columns. `slot` picks the colour: 1 to 8, or "other". */
export interface Series {
  key: string;
  title: string;
  slot: number | "other";
  total: number;
}

/** One column: its total, its layers by series key, and whether its day is still running. */
export interface StackedDay {
  day: string;
  unfinished: boolean;
  total: number;
  counts: Record<string, number>;
}

export interface StackedEvents {
  /** Largest first; "Other types" last. Types without an event are left out. */
  series: Series[];
  days: StackedDay[];
  total: number;
}

const namedTypes = 6;
// Colours by place in the catalogue, so chosen that the types which come in numbers sit well on each other.
const slotsByPlace = [7, 8, 3, 1, 2, 5, 4, 6] as const;
const slots = slotsByPlace.length;
/** The key of the layer that holds all types past the largest six. No event type has a name with a space. */
export const otherKey = "other types";

/**
 * Keeps the six types with the most events and sums the rest as "Other types"; a rest of one type is named.
 * Colours depend on which types are named, not on their rank, so that live counts do not repaint the chart.
 */
export function stackEventTypes({ days, types, today }: EventsPerDay): StackedEvents {
  const totals = new Map<string, number>(types.map((type) => [type.name, 0]));
  for (const { counts } of days) {
    for (const [name, count] of Object.entries(counts)) totals.set(name, (totals.get(name) ?? 0) + count);
  }
  const places = new Map([...totals.keys()].map((name, place) => [name, place]));
  const titles = new Map(types.map((type) => [type.name, type.title]));

  const ranked = [...totals].filter(([, total]) => total > 0).sort(([, a], [, b]) => b - a);
  const named = ranked.length <= namedTypes + 1 ? ranked : ranked.slice(0, namedTypes);
  const rest = ranked.slice(named.length);

  const slotOf = giveSlots(named.map(([name]) => ({ name, place: places.get(name) ?? 0 })));
  const series: Series[] = named.map(([name, total]) => ({
    key: name,
    title: titles.get(name) ?? name,
    slot: slotOf.get(name) ?? 1,
    total,
  }));
  if (rest.length > 0) {
    const total = rest.reduce((sum, [, count]) => sum + count, 0);
    series.push({ key: otherKey, title: "Other types", slot: "other", total });
  }

  const stacked = days.map(({ day, counts }) => {
    const layers = Object.fromEntries(named.map(([name]) => [name, counts[name] ?? 0]));
    if (rest.length > 0) layers[otherKey] = rest.reduce((sum, [name]) => sum + (counts[name] ?? 0), 0);
    const total = Object.values(layers).reduce((sum, count) => sum + count, 0);
    return { day, unfinished: day === today, total, counts: layers };
  });
  return { series, days: stacked, total: series.reduce((sum, { total }) => sum + total, 0) };
}

/** A colour for each type, distinct: that of its place in the catalogue, or the next one that is free. */
function giveSlots(named: readonly { name: string; place: number }[]): Map<string, number> {
  const slotOf = new Map<string, number>();
  const taken = new Set<number>();
  for (const { name, place } of named.toSorted((a, b) => a.place - b.place)) {
    let slot: number = slotsByPlace[place % slots] ?? 1;
    while (taken.has(slot)) slot = (slot % slots) + 1;
    taken.add(slot);
    slotOf.set(name, slot);
  }
  return slotOf;
}
