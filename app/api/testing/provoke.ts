import { PassThrough } from "node:stream";
import { answeredBy } from "@/lib/database/testing/watched";
import { DatabaseUnavailable } from "@/lib/database/types";
import { Ingest, type IngestOptions } from "@/lib/ingest/ingest";
import { createReceive } from "@/lib/ingest/receive";
import { RefusedError, refuse } from "@/lib/ingest/refusal";
import { relayPathHeader } from "@/lib/ingest/relayPath";
import { LiveLimitError } from "@/lib/instances/live/liveEvents";
import { type Services, servicesKey, servicesSlot } from "@/lib/services";
import { createPseudonyms } from "@/lib/settings/pseudonyms";
import { PictureLimitError } from "@/lib/statistics/picture/toPng";
import { type DocumentedOperation, host } from "./documented";

const relayId = "a".repeat(32);

const instanceId = "c6vq1tqs0qtc73dlqkpg";
const event = { instance_id: instanceId, event_type: "snapshot_created", event_data: {} };

/** What is wrong in the world, and with the request. */
export interface Wrong {
  readonly headers?: Record<string, string>;
  readonly query?: string;
  readonly body?: string;
  /** For the parameters of the path. */
  readonly parameter?: string;
  /** For the rest of a path. */
  readonly path?: readonly string[];
  /** True where nothing was ever published. */
  readonly isUnpublished?: boolean;
  /** What a look-up or an undo comes to. */
  readonly lookUp?: object;
  /** What signing in with an access token comes to. */
  readonly signIn?: object;
  /** Where the organization has no instance of the number. */
  readonly isUnlinked?: boolean;
  readonly isExample?: boolean;
  /** Thrown by everything that reads. */
  readonly fault?: unknown;
  /** What ingest is set to. */
  readonly ingest?: Partial<IngestOptions>;
  /** The body of a request that was answered before. */
  readonly before?: string;
  /** How often it was; once where it is not said. */
  readonly times?: number;
  /** Other bodies fill what may be read at one time. */
  readonly isBusy?: boolean;
}

const limited = { kind: "limited", retryAfterSeconds: 41 };
const refusing = (reason: Parameters<typeof refuse>[0]): Wrong => ({
  ingest: { platformCalls: () => Promise.reject(new RefusedError(refuse(reason))) },
});

/** What leads to each problem. */
export const wrongs: Readonly<Record<string, Wrong>> = {
  "400 event_time_out_of_range": { body: JSON.stringify({ ...event, event_time: "2001-01-01T00:00:00Z" }) },
  "400 hostile_json": { body: '{"instance_id":1e400}' },
  "400 invalid_data": { body: JSON.stringify({ ...event, event_type: "alert", event_data: { level: 7 } }) },
  "400 invalid_json": { body: "{" },
  "400 invalid_request": {
    ...refusing("invalid_request"),
    body: "{}",
    query: "?limit=0&form=pdf&range=7y&months=0&month=x&before=x&after=x",
  },
  "400 unknown_event_type": { body: JSON.stringify({ ...event, event_type: "clone_melted" }) },
  "401 unauthorized": { headers: { authorization: "Basic eA==" } },
  "401 wrong_token": { signIn: { kind: "wrong" } },
  "401 unknown_access_token": refusing("unknown_access_token"),
  "401 unknown_org_key": refusing("unknown_org_key"),
  "401 unknown_sender": {
    ingest: {
      senders: {
        identify: () => Promise.reject(new RefusedError(refuse("unknown_sender"))),
        linkedSince: async () => new Map(),
        noteHistory: async () => {},
      },
    },
  },
  "403 not_erasable": { isExample: true },
  "403 without_key": {
    ingest: { eventLinks: { ownerOf: () => 1, holderOf: async () => null, find: async () => null } },
    before: JSON.stringify(event),
    times: 10,
  },
  "404 unknown_call": { parameter: "dblab_session_pause" },
  "404 unknown_event_type": { parameter: "clone_melted" },
  "404 unknown_instance": { lookUp: { kind: "notFound" }, isUnlinked: true },
  "404 unknown_receipt": {},
  "404 unknown_statistic": { parameter: "nothing" },
  "404 unknown_release": { isUnpublished: true },
  "404 unknown_log_part": { path: ["release.tlog-proof"] },
  "416 unsatisfiable_range": { headers: { range: "bytes=9-" } },
  "409 instance_of_another": refusing("instance_of_another"),
  "413 body_too_large": {
    body: " ".repeat(1024 * 1024 + 1),
    headers: { "content-length": String(2 ** 30) },
  },
  "415 unsupported_encoding": { headers: { "content-encoding": "br" } },
  "429 rate_limited_address": {
    ...refusing("rate_limited_address"),
    ingest: { ...refusing("rate_limited_address").ingest, rateLimitAddress: 1 },
    before: JSON.stringify(event),
  },
  "429 rate_limited_calls": refusing("rate_limited_calls"),
  "429 rate_limited_instance": { ingest: { rateLimitInstance: 1 }, before: JSON.stringify(event) },
  "429 too_many_look_ups": { lookUp: limited },
  "429 too_many_sign_ins": { signIn: limited },
  "429 too_many_new_instances": {
    ingest: { publishing: { newInstancesPerNetwork: 1 } },
    before: JSON.stringify({ ...event, instance_id: "c6vq1tqs0qtc73dlqkp0" }),
  },
  "500 internal": { fault: new TypeError("x is undefined") },
  "503 database_unavailable": { fault: new DatabaseUnavailable("no connection") },
  "503 queue_full": { isBusy: true },
  "503 upstream_unavailable": {
    ingest: {
      relay: {
        id: relayId,
        accept: async () => {},
        passOn: () => Promise.reject(new RefusedError(refuse("upstream_unavailable"))),
      },
    },
  },
  "508 relay_loop": {
    headers: { [relayPathHeader]: relayId },
    ingest: {
      relay: {
        id: relayId,
        accept: async () => {},
        passOn: () => Promise.reject(new Error("was asked")),
      },
    },
  },
  "503 too_many_pictures": { fault: new PictureLimitError() },
  "503 too_many_watchers": {},
};

/** Asks the route of an operation, with everything as it is wrong. */
export async function ask(operation: DocumentedOperation, wrong: Wrong): Promise<Response> {
  const { services, close } = servicesOf(wrong);
  servicesSlot[servicesKey] = Promise.resolve(services as unknown as Services);
  try {
    const routes = await import(/* @vite-ignore */ operation.file);
    const answer = (sent: Wrong) =>
      routes[operation.method.toUpperCase()](requestOf(operation, sent), contextOf(sent));
    const { before, times = 1 } = wrong;
    if (before !== undefined) for (let n = 0; n < times; n++) await answer({ ...wrong, body: before });
    return await answer(wrong);
  } finally {
    await close();
    delete servicesSlot[servicesKey];
  }
}

function requestOf(
  { path, method }: DocumentedOperation,
  { query = "", body, headers = {} }: Wrong,
): Request {
  return new Request(host + path + query, {
    method: method.toUpperCase(),
    headers: {
      authorization: `Bearer ${instanceId}`,
      "x-forwarded-for": "192.0.2.1",
      "org-key": "a key",
      ...headers,
    },
    ...(method === "post" ? { body: body ?? JSON.stringify(event) } : {}),
  });
}

function contextOf({ parameter = "file-systems", path = ["0", "000.p", "1"] }: Wrong) {
  const params = {
    key: parameter,
    format: "json",
    type: parameter,
    call: parameter,
    id: parameter,
    release: parameter,
    path,
    number: "1",
  };
  return { params: Promise.resolve(params) };
}

/** What is stored of an organization, with one instance or none; nothing is erased. */
function databaseOfOrganization(isUnlinked: boolean) {
  const link = { key: "key", number: 1, instanceId, version: null, startedAt: null, lastSeen: null };
  const { sql } = answeredBy(async () => (isUnlinked ? [] : [link]));
  const nothing = { findUnique: async () => null };
  const organization = { id: 1, alias: "acme", name: "Acme", plan: "standard", createdAt: new Date() };
  return {
    sql,
    prisma: {
      organization: { findUnique: async () => organization },
      erasure: nothing,
      refusedInstance: nothing,
    },
  };
}

/** The parts of the services that routes use. */
function servicesOf({
  lookUp,
  signIn,
  isUnlinked = false,
  isExample = false,
  isUnpublished = false,
  fault,
  ingest: options = {},
  isBusy = false,
}: Wrong) {
  const fail = async () => {
    throw fault;
  };
  const unlessFault = <T>(value: T) => (fault === undefined ? async () => value : fail);
  const found = lookUp ?? { kind: "found", instance: { instanceId, key: "key", isExample } };
  const database = answeredBy(unlessFault([]));
  const ingest = new Ingest({
    database,
    pseudonyms: createPseudonyms("a pepper of thirty-two characters"),
    retentionDays: 30,
    rateLimitInstance: 0,
    rateLimitAddress: 0,
    deadlineMs: 100,
    platformCalls: unlessFault({}),
    ...options,
  });
  const receive = createReceive(ingest, { trustedProxies: 1 });
  const slow = Array.from({ length: isBusy ? 65 : 0 }, () => new PassThrough({ highWaterMark: 2 ** 21 }));
  for (const body of slow) {
    const sending = { method: "POST", path: "/api/v1/events", peer: undefined, header: () => undefined };
    receive({ ...sending, body })?.catch(() => {});
    body.write(Buffer.alloc(1024 * 1024));
  }
  const services = {
    settings: { publicUrl: host, port: 3000 },
    clientAddressHeader: "x-client",
    reportFault: () => {},
    noteFailure: () => {},
    readSpool: () => null,
    database,
    receive,
    readStatistic: fail,
    readCorrections: unlessFault({ corrections: [] }),
    releases: {
      list: unlessFault([]),
      find: unlessFault(isUnpublished ? null : { id: "2026-11-30" }),
      open: unlessFault({ path: "figures.csv", size: 1, hash: "00".repeat(32) }),
    },
    publicLog: {
      checkpoint: unlessFault(null),
      tile: unlessFault(null),
      proveErasure: unlessFault(null),
      find: unlessFault(null),
    },
    organizations: {
      signIn: { token: unlessFault(signIn ?? { kind: "ok", who: { organizationId: 1, name: "Ada" } }) },
      contextOf: () => ({ database: databaseOfOrganization(isUnlinked), now: new Date() }),
    },
    instances: {
      lookUp: unlessFault(found),
      undo: unlessFault(found),
      readReceipt: unlessFault(null),
      live: {
        closing: new AbortController().signal,
        watch() {
          throw new LiveLimitError("Too many watch");
        },
      },
    },
  };
  const close = async () => {
    for (const body of slow) body.destroy();
    await ingest.close();
  };
  return { services, close };
}
