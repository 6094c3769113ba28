import type { EngineVersion } from "./engineVersion";
import { z } from "./zod";

/**
 * What a field can hold, which decides what is kept of it: `technical` is kept as sent (a text only in its documented form), `identifier` as a keyed hash,
 * `free text` only where it is one of the known texts.
 */
export type FieldClass = "technical" | "identifier" | "free text";

interface CommonDocs<Value> {
  /** What the value says, in a sentence. */
  readonly what: string;
  /** The question it answers, in a sentence. */
  readonly why: string;
  readonly unit?: string;
  readonly example: Value;
  /** The example an engine of this version would send, where that differs from `example`. */
  readonly exampleIn?: (version: EngineVersion) => Value;
  /** The first engine version that sends the field. */
  readonly since: EngineVersion;
  /** Engine versions that changed what they send in it. */
  readonly changed?: readonly { readonly version: EngineVersion; readonly what: string }[];
  /** What a reader of the values has to know. */
  readonly note?: string;
  /** Other spellings that are accepted; the declared one is kept. Only read inside `acceptAliases`. */
  readonly aliases?: readonly string[];
}

/** The form of a technical text. Of a text of any other form only the length is kept; it refuses nothing. */
export interface TextForm {
  readonly pattern: RegExp;
  /** What the pattern asks for, such as "a cron line of five parts". */
  readonly words: string;
}

/** The documentation of a field. Free text names the texts that are kept. */
export type FieldDocs<Value = unknown> = CommonDocs<Value> &
  (
    | { readonly class: "technical"; readonly form?: TextForm }
    | { readonly class: "identifier" }
    | { readonly class: "free text"; readonly knownTexts: readonly string[] }
  );

/** The documentation of an object that holds fields. */
export interface GroupDocs {
  readonly what: string;
  readonly since: EngineVersion;
}

declare const documented: unique symbol;

/** A schema with documentation. Event data is made of these only, so a field without documentation does not compile. */
export type Documented<Schema extends z.ZodType = z.ZodType> = Schema & { readonly [documented]: true };

const fields = new WeakMap<z.core.$ZodType, FieldDocs>();
const groups = new WeakMap<z.core.$ZodType, GroupDocs>();

/**
 * Attaches documentation to the schema of a field. Comes last: `field(z.string().optional(), …)`.
 * The schema is copied, so one schema can serve several fields.
 */
export function field<Schema extends z.ZodType>(
  schema: Schema,
  docs: FieldDocs<Exclude<z.output<Schema>, undefined>>,
): Documented<Schema> {
  const own = schema.clone();
  fields.set(own, docs as FieldDocs);
  return own as Documented<Schema>;
}

/** Attaches documentation to an object of fields, such as `pools`. Comes last, like `field`. */
export function group<Schema extends z.ZodType>(schema: Schema, docs: GroupDocs): Documented<Schema> {
  const own = schema.clone();
  groups.set(own, docs);
  return own as Documented<Schema>;
}

/** The documentation `field` attached to this very schema. */
export function fieldDocs(schema: z.core.$ZodType): FieldDocs | undefined {
  return fields.get(schema);
}

/** The documentation `group` attached to this very schema. */
export function groupDocs(schema: z.core.$ZodType): GroupDocs | undefined {
  return groups.get(schema);
}

/** Lets an object be sent with the aliases of its fields. Where both spellings are sent, the declared one wins. */
export function acceptAliases<Schema extends z.ZodObject>(object: Schema) {
  const names = Object.entries(object.shape).flatMap(([name, schema]) =>
    (fieldDocs(schema)?.aliases ?? []).map((alias) => ({ alias, name })),
  );
  return z.preprocess((value) => {
    if (typeof value !== "object" || value === null) return value;
    const sent = names.filter(({ alias }) => Object.hasOwn(value, alias));
    if (sent.length === 0) return value;
    const renamed: Record<string, unknown> = { ...value };
    for (const { alias, name } of sent) {
      if (!Object.hasOwn(renamed, name)) renamed[name] = renamed[alias];
      delete renamed[alias];
    }
    return renamed;
  }, object);
}
