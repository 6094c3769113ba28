import {
  type EngineVersion,
  type EventType,
  engineRequest,
  engineVersions,
  exampleInstanceIds,
  examplePayload,
} from "@/lib/catalogue";
import type { ExampleForm } from "./example-forms";

export interface ExampleOptions {
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
