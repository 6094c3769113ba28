import { type EngineCallName, engineCalls } from "../catalogue";

/** Calls of engines that have an organization's key or token: all but events. */
export type PlatformCallName = Exclude<EngineCallName, "telemetry_event">;

export const platformCallNames = engineCalls.map(({ name }) => name).filter(isPlatformCall);

export function isPlatformCall(name: Call["name"]): name is PlatformCallName {
  return name !== "telemetry_event" && name !== "events" && name !== "unknown";
}

/** One of the calls that ingest answers. */
export interface Call {
  readonly name: EngineCallName | "events" | "unknown";
  /** How many bytes its body may have. */
  readonly limitBytes: number;
  /** False where the body is read past: nothing looks at it, and none of it is held. */
  readonly isBodyRead: boolean;
}

const batch = { name: "events", limitBytes: 1024 * 1024, isBodyRead: true } as const satisfies Call;
const unknown = { ...batch, name: "unknown" } as const satisfies Call;
const byName = new Map<string, Call>(engineCalls.map((call) => [call.name, call]));

const rpcPath = /^(?:\/api(?:\/general)?)?\/rpc\/([^/]*)$/;

/**
 * Which call a path is, or null where it is none of ingest's. An engine puts `/rpc/<call>` behind whatever base URL
 * it was given: `/api` and `/api/general` are documented, the bare host is taken too.
 */
export function callOf(path: string): Call | null {
  if (path === "/api/v1/events") return batch;
  const rpc = rpcPath.exec(path);
  return rpc === null ? null : (byName.get(rpc[1] ?? "") ?? unknown);
}
