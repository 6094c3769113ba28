import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, type TestContext } from "vitest";
import type { OpenFresh } from "../../database/testing/databases";
import { takenAway } from "../../database/testing/takenAway";
import { DatabaseUnavailable } from "../../database/types";
import { openGrace } from "../../grace/openGrace";
import { createSecretLimit } from "../../http/failureLimit";
import { callOf } from "../../ingest/calls";
import { Ingest } from "../../ingest/ingest";
import { createTrustedSenders } from "../../senders/trustedSenders";
import { createSealer } from "../../settings/sealer";
import { Spool } from "../../spool/spool";
import { testPseudonyms as pseudonyms } from "../../statistics/testing/fleet";
import { createCallLimit } from "../engines/callLimit";
import { createOutageCalls } from "../engines/outageCalls";
import { createPlatformCalls } from "../engines/platformCalls";
import { openKeyRing } from "../keys/keyRing";
import { createEventLinks } from "../links/eventLinks";
import { createOwners } from "../links/owners";
import { contextFor, openTwo } from "./atWork";

const pepper = "a pepper of thirty-two characters";
const limits = { perClient: 5, perNetwork: 20, perRegion: 100 };

interface Headers {
  readonly orgKey?: string;
  readonly accessToken?: string;
  readonly authorization?: string;
}

/** Two organizations, and processes that answer their engines on a database that can be taken away. */
export async function openInOutage(open: OpenFresh, test: TestContext) {
  const two = await openTwo(open, test);
  const { database, fail } = takenAway(two.database);
  const folder = mkdtempSync(join(tmpdir(), "outage-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const contextNow = () => contextFor(database, two.now());

  /** A process; it ends with the test, or before. */
  const start = async ({ hours = 72 }: { readonly hours?: number } = {}) => {
    const grace = await openGrace({
      database,
      path: join(folder, "known.sealed"),
      sealer: createSealer(pepper, "grace"),
      hours,
      now: two.now,
      onError(error) {
        throw error;
      },
    });
    const keyRing = await openKeyRing(contextNow, () => {});
    const owners = createOwners(grace, two.now);
    const spool = new Spool({ folder: join(folder, "spool"), holder: "a test", limitBytes: 1_000_000 });
    const ingest = new Ingest({
      database,
      pseudonyms,
      retentionDays: 40,
      rateLimitInstance: 0,
      rateLimitAddress: 0,
      now: two.now,
      publishing: { newInstancesPerNetwork: 0 },
      eventLinks: createEventLinks(keyRing, owners, contextNow),
      platformCalls: createPlatformCalls({
        pseudonyms,
        keyRing,
        owners,
        callLimit: createCallLimit(),
        limit: createSecretLimit(limits),
        contextNow,
      }),
      outageCalls: createOutageCalls({
        pseudonyms,
        grace,
        limit: createSecretLimit(limits),
        callLimit: createCallLimit(),
        contextNow,
      }),
      senders: createTrustedSenders({ contextNow, limit: createSecretLimit(limits), grace }),
      spool: {
        spool,
        sealer: createSealer(pepper, "spool"),
        probe: () => database.query("select 1"),
      },
    });
    const stop = async () => {
      await ingest.close();
      await keyRing.close();
      await grace.close();
    };
    onTestFinished(stop);
    const send = async (path: string, body: unknown, headers: Headers = {}) => {
      const call = callOf(path);
      if (call === null) throw new Error(path);
      const answer = await ingest.handle(call, {
        method: "POST",
        contentEncoding: undefined,
        contentType: undefined,
        body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
        address: "192.0.2.1",
        ...headers,
      });
      return { status: answer.status, body: JSON.parse(answer.body) };
    };
    return { grace, keyRing, ingest, spool, send, stop };
  };
  return {
    ...two,
    start,
    takeAway: () => fail(new DatabaseUnavailable("away")),
    giveBack: () => fail(null),
    /** Everything on the disk, as text. */
    onDisk: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== "reserve")
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
        .join("\n"),
  };
}
