import {
  type Catalogue,
  describeFields,
  describeParts,
  type EngineCall,
  type EngineVersion,
  type EventType,
  engineCalls,
  engineVersions,
  existsIn,
  type FieldClass,
  type FieldDescription,
} from "@/lib/catalogue";
import { hasTerms, queryTerms } from "@/lib/search/terms";

/** What the list of event types is narrowed to; null and the empty text narrow nothing. */
export interface EventFilter {
  readonly text: string;
  /** A dotted path. */
  readonly field: string | null;
  readonly fieldClass: FieldClass | null;
  /** Types and fields this engine version sends. */
  readonly engine: EngineVersion | null;
}

/** An event type that fits a filter, and those of its fields that fit it too. */
export interface FoundEventType {
  readonly type: EventType;
  /** The fields the engine version of the filter sends, or all. */
  readonly fields: readonly FieldDescription[];
  /** Paths of the fields that the filter asks for; empty where it asks for no field. */
  readonly matched: ReadonlySet<string>;
}

export const fieldClasses: readonly FieldClass[] = ["technical", "identifier", "free text"];

const longestText = 100;

/** Reads a filter from the query parameters of a page. What is unknown, or given twice, narrows nothing. */
export function readFilter(
  parameters: Readonly<Record<string, string | readonly string[] | undefined>>,
): EventFilter {
  const one = (name: string) => {
    const value = parameters[name];
    return typeof value === "string" ? value.trim() : "";
  };
  return {
    text: one("q").slice(0, longestText),
    field: one("field") || null,
    fieldClass: fieldClasses.find((known) => known === one("class")) ?? null,
    engine: engineVersions.find((known) => known === one("engine")) ?? null,
  };
}

/** True for a filter that narrows something. */
export function isNarrowing({ text, field, fieldClass, engine }: EventFilter): boolean {
  return text !== "" || field !== null || fieldClass !== null || engine !== null;
}

/** The event types that fit a filter, in the order of the catalogue. Every term of its text must be found somewhere. */
export function findEventTypes(catalogue: Catalogue, filter: EventFilter): FoundEventType[] {
  const terms = queryTerms(filter.text);
  return catalogue.types.flatMap((type) => {
    if (filter.engine !== null && !existsIn(filter.engine, type.since)) return [];
    const fields = describeFields(type).filter(
      ({ since }) => filter.engine === null || existsIn(filter.engine, since),
    );
    const asked = fields.filter((field) => isAsked(field, filter));
    if ((filter.field !== null || filter.fieldClass !== null) && asked.length === 0) return [];

    const about = [type.name, ...type.aliases, type.title, type.group, type.sentWhen, type.why].join("\n");
    if (!hasTerms(terms, [about, ...asked.map(textOf)].join("\n"))) return [];
    const matched = asked.filter(
      (field) =>
        filter.field !== null ||
        filter.fieldClass !== null ||
        terms.some((term) => hasTerms([term], textOf(field))),
    );
    return [{ type, fields, matched: new Set(matched.map(({ path }) => path)) }];
  });
}

/** The calls that fit the text of a filter. Empty without a text, and where it asks for a field of an event or a class. */
export function findCalls({ text, field, fieldClass, engine }: EventFilter): EngineCall[] {
  const terms = queryTerms(text);
  if (terms.length === 0 || field !== null || fieldClass !== null) return [];
  return engineCalls.filter((call) => {
    if (engine !== null && !existsIn(engine, call.since)) return false;
    const parts = [...describeParts(call, "body"), ...describeParts(call, "answer")];
    const said = [call.name, call.title, call.sentWhen, call.why, call.kept];
    const about = [...said, ...parts.flatMap(({ path, what }) => [path, what])].join("\n");
    return hasTerms(terms, about);
  });
}

function isAsked(field: FieldDescription, filter: EventFilter): boolean {
  if (filter.field !== null && field.path !== filter.field) return false;
  return filter.fieldClass === null || field.class === filter.fieldClass;
}

function textOf({ path, aliases, what, why, note, unit }: FieldDescription): string {
  return [path, ...aliases, what, why, note, unit].join("\n");
}

/** Every field path of a catalogue, each once, sorted. */
export function fieldPaths(catalogue: Catalogue): string[] {
  const paths = catalogue.types.flatMap((type) => describeFields(type).map(({ path }) => path));
  return [...new Set(paths)].sort();
}
