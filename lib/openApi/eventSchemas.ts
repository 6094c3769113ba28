import type { oas31 } from "zod-openapi";
import {
  type Catalogue,
  type EventType,
  eventDataJsonSchema,
  exampleInstanceIds,
  type JsonSchema,
  requestJsonSchema,
} from "../catalogue";

/** The component that is any event of the catalogue. */
export const anyEventRef = { $ref: "#/components/schemas/Event" } as const;

/**
 * The schemas of a catalogue as OpenAPI components: `Event` (any of them), and for every type its whole event under the
 * type's name and its `event_data` under `<name>.data`.
 */
export function eventSchemas({ types }: Catalogue): Record<string, oas31.SchemaObject> {
  const anyEvent: oas31.SchemaObject = {
    title: "Event",
    type: "object",
    description: "One event. Which type it is decides what event_data may hold.",
    oneOf: types.map(({ name }) => ({ $ref: refOf(name) })),
    discriminator: {
      propertyName: "event_type",
      mapping: Object.fromEntries(
        types.flatMap(({ name, aliases }) => [name, ...aliases].map((spelling) => [spelling, refOf(name)])),
      ),
    },
  };
  const each = types.flatMap((type) => [
    [type.name, wholeEvent(type)] as const,
    [dataName(type), asComponent(eventDataJsonSchema(type))] as const,
  ]);
  return { Event: anyEvent, ...Object.fromEntries(each) };
}

/** The example event of a type, as an engine would send it with the documentation's example instance ID. */
export function exampleEvent(type: EventType) {
  return { instance_id: exampleInstanceIds[0], event_type: type.name, event_data: type.example };
}

function wholeEvent(type: EventType): oas31.SchemaObject {
  const schema = asComponent(requestJsonSchema(type));
  return { ...schema, properties: { ...schema.properties, event_data: { $ref: refOf(dataName(type)) } } };
}

/** OpenAPI 3.1 schemas are JSON Schema 2020-12; only the dialect's name has no place inside a document. */
function asComponent({ $schema, ...schema }: JsonSchema): oas31.SchemaObject {
  return schema as oas31.SchemaObject;
}

function dataName({ name }: EventType): string {
  return `${name}.data`;
}

function refOf(component: string): string {
  return `#/components/schemas/${component}`;
}
