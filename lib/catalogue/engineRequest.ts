import { type EngineVersion, existsIn } from "./engineVersion";
import type { EventType } from "./eventType";
import { exampleInstanceIds } from "./instanceId";
import type { JsonObject } from "./json";
import { examplePayload } from "./payloadByVersion";

/** A way in which engines put an event on the wire. */
export interface WireForm {
  /** The first engine version that does it so. */
  readonly since: EngineVersion;
  /** What is different from before; empty for the first. */
  readonly what: string;
  /** The header that carries the instance ID. */
  readonly instanceIdHeader: string;
  /** Headers that are there only where an engine's configuration has a value for them. */
  readonly optionalHeaders: readonly string[];
}

/** Every way engines have used, oldest first. */
export const wireForms: readonly WireForm[] = [
  { since: "3.0.0", what: "", instanceIdHeader: "Access-Token", optionalHeaders: [] },
  {
    since: "3.4.0",
    what: "The instance ID is sent in the header Selfassigned-Instance-Id. Access-Token, which carried it before, is now the platform's access token, and Org-Key the organization's key; both are sent only where they are configured, and then with every event.",
    instanceIdHeader: "Selfassigned-Instance-Id",
    optionalHeaders: ["Access-Token", "Org-Key"],
  },
];

/** A request as an engine makes it. Line ends are LF, for reading; on the wire they are CRLF. */
export interface EngineRequest {
  readonly method: "POST";
  readonly path: string;
  /** In the order in which Go's HTTP client writes them over HTTP/1.1. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly text: string;
}

/** How an engine of this version puts events on the wire. */
export function wireFormOf(version: EngineVersion): WireForm {
  const form = wireForms.findLast(({ since }) => existsIn(version, since));
  if (form === undefined) throw new TypeError(`No wire form is declared for ${version}`);
  return form;
}

/**
 * The request with which an engine of this version, pointed at `baseUrl` + `/api`, sends the example of a type.
 * @param baseUrl `http(s)://host`, perhaps with a path
 * @returns null where the engine does not send this type
 */
export function engineRequest(
  type: EventType,
  version: EngineVersion,
  baseUrl: string,
): EngineRequest | null {
  const payload = examplePayload(type, version);
  if (payload === null) return null;
  const [instanceId] = exampleInstanceIds;
  const url = new URL(`${baseUrl.replace(/\/+$/, "")}/api/rpc/telemetry_event`);
  const body = engineJson({ instance_id: instanceId, event_type: type.name, event_data: payload });
  const headers = [
    ["Host", url.host],
    ["User-Agent", "Go-http-client/1.1"],
    ["Content-Length", String(new TextEncoder().encode(body).length)],
    [wireFormOf(version).instanceIdHeader, instanceId],
    ["Accept-Encoding", "gzip"],
  ] as const;
  const head = [`POST ${url.pathname} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return { method: "POST", path: url.pathname, headers, body, text: `${head.join("\n")}\n\n${body}` };
}

/** JSON as Go's encoder writes it: compact, and with the characters escaped that HTML and JavaScript could trip over. */
export function engineJson(value: JsonObject): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
