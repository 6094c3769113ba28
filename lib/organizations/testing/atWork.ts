import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, type TestContext } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import type { OpenFresh } from "../../database/testing/databases";
import type { Database } from "../../database/types";
import { openGrace } from "../../grace/openGrace";
import { createSecretLimit } from "../../http/failureLimit";
import { callOf } from "../../ingest/calls";
import { Ingest } from "../../ingest/ingest";
import { createSealer } from "../../settings/sealer";
import { testPseudonyms as pseudonyms } from "../../statistics/testing/fleet";
import { createOrganization } from "../account/createOrganization";
import { actors } from "../audit/actors";
import { createCallLimit } from "../engines/callLimit";
import { createPlatformCalls } from "../engines/platformCalls";
import { openKeyRing } from "../keys/keyRing";
import { createEventLinks } from "../links/eventLinks";
import { linkInstance } from "../links/linkInstance";
import { createOwners } from "../links/owners";
import type { OrganizationContext } from "../rules/context";

/** When tests of organizations begin. */
export const start = new Date("2026-11-25T12:00:00Z");

/** An instance ID that captured engines have. */
export const captured = "c6vq1tqs0qtc73dlqkpg";

/** What verbs are called with in tests. */
export function contextFor(
  database: Database,
  now = start,
  actor: string = actors.operator,
): OrganizationContext {
  return { database, pseudonyms, actor, now };
}

/** A database with a clock of its own and two organizations, `acme` (Standard) and `globex` (Enterprise). */
export async function openTwo(open: OpenFresh, test: TestContext) {
  const { database } = await open(test);
  await ensurePartitions(database, { now: start, retentionDays: 40 });
  let now = start;
  const by = (actor?: string) => contextFor(database, now, actor);
  return {
    database,
    /** What verbs are called with now, by the operator unless said otherwise. */
    by,
    now: () => now,
    pass: (hours: number) => {
      now = new Date(now.getTime() + hours * 3_600_000);
    },
    acme: await createOrganization(by(), { alias: "acme", name: "Acme", plan: "standard" }),
    globex: await createOrganization(by(), { alias: "globex", name: "Globex", plan: "enterprise" }),
    /** Links an instance as its engine does. @returns its number and its key */
    link: async (organizationId: number, instanceId: string, project: string | null = null) => {
      const key = pseudonyms.instanceKey(instanceId);
      const registration = project === null ? null : { project };
      const wanted = { organizationId, plan: "standard", key, instanceId, registration };
      const link = await linkInstance(by(actors.engine), wanted);
      if (link === null) throw new Error(`${instanceId} was not linked`);
      return { number: link.number, key };
    },
  };
}

/**
 * The same with ingest, to which engines send. An error of ingest or of the keys fails the test.
 * @param rateLimitInstance events a minute
 */
export async function openAtWork(
  open: OpenFresh,
  test: TestContext,
  { rateLimitInstance = 0 }: { readonly rateLimitInstance?: number } = {},
) {
  const two = await openTwo(open, test);
  const { database, by, now } = two;
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const keyRing = await openKeyRing(by, onError);
  const grace = await openGrace({
    database,
    path: join(tmpdir(), "no-file-is-kept"),
    sealer: createSealer("a pepper of thirty-two characters", "grace"),
    hours: 0,
    now,
    onError,
  });
  const owners = createOwners(grace, now);
  const ingest = new Ingest({
    database,
    pseudonyms,
    retentionDays: 40,
    rateLimitInstance,
    rateLimitAddress: 0,
    now,
    eventLinks: createEventLinks(keyRing, owners, by),
    platformCalls: createPlatformCalls({
      pseudonyms,
      keyRing,
      owners,
      callLimit: createCallLimit(),
      limit: createSecretLimit({ perClient: 5, perNetwork: 20, perRegion: 100 }),
      contextNow: by,
    }),
    onError,
  });
  onTestFinished(async () => {
    await keyRing.close();
    await ingest.close();
    if (errors.length > 0) throw new AggregateError(errors);
  });
  const send = async (
    path: string,
    body: unknown,
    {
      orgKey,
      accessToken,
      address = "192.0.2.1",
    }: { orgKey?: string; accessToken?: string; address?: string } = {},
  ) => {
    const call = callOf(path);
    if (call === null) throw new Error(path);
    const answer = await ingest.handle(call, {
      method: "POST",
      contentEncoding: undefined,
      contentType: undefined,
      body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
      address,
      orgKey,
      accessToken,
    });
    // What is sent next is sent a moment later.
    await ingest.settle();
    return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.body) };
  };
  return {
    ...two,
    keyRing,
    /** Reads who sends a key, as every process does again and again. */
    refresh: grace.refresh,
    flushCounts: () => ingest.flushCounts(),
    send,
    sendEvent: (instance_id: string, orgKey?: string) =>
      send(
        "/api/rpc/telemetry_event",
        { instance_id, event_type: "snapshot_created", event_data: {} },
        orgKey === undefined ? {} : { orgKey },
      ),
  };
}
