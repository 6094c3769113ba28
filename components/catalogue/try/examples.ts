import {
  type EngineVersion,
  type EventType,
  engineRequest,
  engineVersions,
  exampleInstanceIds,
  examplePayload,
} from "@/lib/catalogue";

/** The forms in which something can be pasted, and what they are called. */
export const exampleForms = {
  data: "event_data alone",
  event: "A whole event",
  request: "A whole HTTP request",
  events: "Several events, NDJSON",
} as const;

export type ExampleForm = keyof typeof exampleForms;

/** The form a text of the address names, or the simplest one. */
export function readForm(name: string | undefined): ExampleForm {
  return Object.hasOwn(exampleForms, name ?? "") ? (name as ExampleForm) : "data";
}

interface ExampleOptions {
  type: EventType;
  form: ExampleForm;
  version?: EngineVersion | undefined;
  /** The address of this installation. */
  baseUrl: string;
}

/** An example to start from, as an engine of the version sends it; of the newest, where that version does not send the type. */
export function makeExample({ type, form, version, baseUrl }: ExampleOptions): string {
  const newest = engineVersions[engineVersions.length - 1] ?? type.since;
  const wanted = version !== undefined && examplePayload(type, version) !== null ? version : newest;
  const data = examplePayload(type, wanted) ?? {};
  const event = { instance_id: exampleInstanceIds[0], event_type: type.name, event_data: data };
  switch (form) {
    case "data":
      return JSON.stringify(data, null, 2);
    case "event":
      return JSON.stringify(event, null, 2);
    case "request":
      return engineRequest(type, wanted, baseUrl)?.text ?? "";
    case "events":
      return [event, { ...event, instance_id: exampleInstanceIds[1] }]
        .map((one) => JSON.stringify(one))
        .join("\n");
  }
}
