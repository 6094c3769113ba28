/** One of the calls that ingest answers, and how many bytes its body may have. */
export interface Call {
  readonly name: "telemetry_event" | "events" | "unknown";
  readonly limitBytes: number;
}

const calls = {
  telemetryEvent: { name: "telemetry_event", limitBytes: 64 * 1024 },
  events: { name: "events", limitBytes: 1024 * 1024 },
  unknown: { name: "unknown", limitBytes: 1024 * 1024 },
} as const satisfies Record<string, Call>;

const rpcPath = /^(?:\/api(?:\/general)?)?\/rpc\/([^/]*)$/;

/**
 * Which call a path is, or null where it is none of ingest's. An engine puts `/rpc/<call>` behind whatever base URL
 * it was given: `/api` and `/api/general` are documented, the bare host is taken too.
 */
export function callOf(path: string): Call | null {
  if (path === "/api/v1/events") return calls.events;
  const rpc = rpcPath.exec(path);
  if (rpc === null) return null;
  return rpc[1] === "telemetry_event" ? calls.telemetryEvent : calls.unknown;
}
