import {
  catalogue,
  describeFields,
  engineCalls,
  engineVersions,
  eventDataJsonSchema,
} from "../../../catalogue";

/** The catalogue as it was: every event type with its schema and fields, every call, the engine's versions. */
export function catalogueJson() {
  return {
    engineVersions,
    eventTypes: catalogue.types.map((type) => ({
      name: type.name,
      schema: eventDataJsonSchema(type),
      fields: describeFields(type),
    })),
    calls: engineCalls.map(({ name }) => name),
  };
}
