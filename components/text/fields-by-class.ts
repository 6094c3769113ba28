import { type Catalogue, describeFields, type FieldClass } from "@/lib/catalogue";

/** A documented field and the event types that have it in this place. */
export interface ClassifiedField {
  readonly path: string;
  readonly what: string;
  readonly kept: string;
  readonly eventTypes: readonly string[];
}

/** Every field of a class, those that say the same in several event types once, in the catalogue's order. */
export function fieldsOfClass({ types }: Catalogue, fieldClass: FieldClass): ClassifiedField[] {
  const found = new Map<string, ClassifiedField>();
  for (const type of types) {
    for (const { path, what, kept, class: itsClass } of describeFields(type)) {
      if (itsClass !== fieldClass) continue;
      const key = `${path} ${what}`;
      const eventTypes = [...(found.get(key)?.eventTypes ?? []), type.name];
      found.set(key, { path, what, kept, eventTypes });
    }
  }
  return [...found.values()];
}

/** How many fields a catalogue documents, all told and by class; a field of two event types counts twice. */
export function countFields({ types }: Catalogue): { all: number; byClass: Record<FieldClass, number> } {
  const byClass: Record<FieldClass, number> = { technical: 0, identifier: 0, "free text": 0 };
  for (const type of types) for (const field of describeFields(type)) byClass[field.class] += 1;
  return { all: byClass.technical + byClass.identifier + byClass["free text"], byClass };
}
