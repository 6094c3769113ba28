import { exampleInstanceIds } from "../../lib/catalogue";
import type { PostRequest } from "./post";
import type { SeededRandom } from "./seededRandom";

const one = "/api/rpc/telemetry_event";
const many = "/api/v1/events";
const [instance_id] = exampleInstanceIds;
const clone = { instance_id, event_type: "clone_created", event_data: { id: "a1", cloning_time: 0 } };

const requests: readonly PostRequest[] = [
  json(one, { ...clone, instance_id: "staging" }),
  json(one, { ...clone, instance_id: undefined }),
  json(one, { ...clone, event_type: "engine_exploded" }),
  json(one, { ...clone, event_data: { id: "a1", cloning_time: "fast" } }),
  json(one, { ...clone, event_data: { id: "no id of a clone", cloning_time: 0 } }),
  json(one, { ...clone, event_type: "engine_stopped", event_data: { uptime: -1 } }),
  json(one, { ...clone, event_type: "alert", event_data: { level: "panic", message: "x" } }),
  json(many, { ...clone, event_time: "yesterday" }),
  json(many, { ...clone, event_time: "2099-01-01T00:00:00Z" }),
  { path: one, headers: {}, body: '{"instance_id":"' },
  { path: one, headers: {}, body: `${"[".repeat(5_000)}${"]".repeat(5_000)}` },
  { path: one, headers: { "Content-Encoding": "br" }, body: "compressed" },
  { path: one, headers: {}, body: JSON.stringify({ ...clone, padding: "x".repeat(70_000) }) },
  { path: "/api/rpc/telemetry_usage", headers: {}, body: "{}" },
  { path: "/api/rpc/dblab_instance_register", headers: {}, body: "{}" },
];

/** A request that the service refuses, one of many kinds. */
export function malformedRequest(random: SeededRandom): PostRequest {
  return random.pick(requests);
}

function json(path: string, value: object): PostRequest {
  return { path, headers: {}, body: JSON.stringify(value) };
}
