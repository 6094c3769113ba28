/** Calls of engines that have an organization's key or token. */
export const platformCallNames = ["dblab_instance_register", "telemetry_usage", "dblab_token_check"] as const;

export type PlatformCallName = (typeof platformCallNames)[number];

/** One of the calls that ingest answers, and how many bytes its body may have. */
export interface Call {
  readonly name: "telemetry_event" | "events" | PlatformCallName | "unknown";
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
  if (rpc[1] === "telemetry_event") return calls.telemetryEvent;
  const platform = platformCallNames.find((name) => name === rpc[1]);
  return platform === undefined
    ? calls.unknown
    : { name: platform, limitBytes: calls.telemetryEvent.limitBytes };
}
