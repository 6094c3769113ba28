import { describe, expect, it } from "vitest";
import { exampleInstanceIds } from "../../catalogue";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import { watched } from "../../database/testing/watched";
import type { Database } from "../../database/types";
import { createGuessLimit } from "../../http/failureLimit";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { createOrganization } from "../../organizations/account/createOrganization";
import { linkInstance } from "../../organizations/links/linkInstance";
import { contextFor } from "../../organizations/testing/atWork";
import { eventOf, testPseudonyms } from "../../statistics/testing/fleet";
import { eraseInstance } from "../erasure/eraseInstance";
import { createLookUp, notFoundAfterMs } from "./lookUp";

const known = "c0000000000000000001";
const erased = "c0000000000000000002";
/** An organization's: knowing its ID is not enough any more. */
const linked = "c0000000000000000003";
const unknown = "c0000000000000000009";
const now = new Date("2026-11-25T12:00:00Z");

/** A database that takes 5 ms for every statement on a clock of its own, and writes down what it was asked. */
function slow(database: Database) {
  const statements: { sql: string; parameters: string }[] = [];
  let time = 0;
  const slept: number[] = [];
  return {
    statements,
    slept,
    time: () => time,
    options: {
      database: watched(database, (run, { sql, parameters }) => {
        statements.push({ sql, parameters: parameters.map((one) => typeof one).join() });
        time += 5;
        return run();
      }),
      pseudonyms: testPseudonyms,
      limit: createGuessLimit({ perClient: 1000, perNetwork: 1000, perRegion: 1000 }),
      clock: () => time,
      sleep: async (ms: number) => {
        slept.push(ms);
        time += ms;
      },
    },
  };
}

onDatabase((open) => {
  const openWith = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now, retentionDays: 30 });
    const rows = [1, 2, 3].map((instance) =>
      eventOf(instance, "snapshot_created", { time: "2026-11-25T08:00:00Z" }),
    );
    await writeEvents(database, rows, { timeoutMs: 5_000, isRetry: false });
    const by = contextFor(database, now);
    const { id, plan } = await createOrganization(by, { alias: "acme", name: "Acme", plan: "standard" });
    const key = testPseudonyms.instanceKey(linked);
    await linkInstance(by, { organizationId: id, plan, key, instanceId: linked, registration: null });
    await eraseInstance({ database, now }, { key: testPseudonyms.instanceKey(erased), refuseEvents: false });
    return database;
  };

  describe("looking an instance up", () => {
    it("finds the one whose ID it is, with spaces around it or not", async (context) => {
      const { options } = slow(await openWith(context));
      const lookUp = createLookUp(options);
      const found = {
        kind: "found",
        instance: { instanceId: known, key: testPseudonyms.instanceKey(known), isExample: false },
      };
      expect(await lookUp(known, "a")).toEqual(found);
      expect(await lookUp(` ${known}\n`, "a")).toEqual(found);
    });

    it("opens the documentation's examples, sent or not", async (context) => {
      const { options } = slow(await openWith(context));
      for (const id of exampleInstanceIds) {
        expect(await createLookUp(options)(id, "a")).toMatchObject({
          kind: "found",
          instance: { instanceId: id, isExample: true },
        });
      }
    });

    it("answers unknown, erased and malformed alike: same answer, same statements, same time", async (context) => {
      const database = await openWith(context);
      const seen = [];
      for (const text of [
        unknown,
        erased,
        linked,
        "",
        "x",
        "no instance ID",
        known.toUpperCase(),
        "'; --",
        "é".repeat(9999),
      ]) {
        const { options, statements, time } = slow(database);
        const answer = await createLookUp(options)(text, "a");
        seen.push(JSON.stringify({ answer, statements, time: time() }));
      }
      expect(new Set(seen).size).toBe(1);
      expect(JSON.parse(seen[0] ?? "")).toMatchObject({
        answer: { kind: "notFound" },
        time: notFoundAfterMs,
      });
    });

    it("limits failures, and says when to come again", async (context) => {
      const { options } = slow(await openWith(context));
      const limit = createGuessLimit({ perClient: 5, perNetwork: 20, perRegion: 100 });
      const lookUp = createLookUp({ ...options, limit });
      for (let count = 0; count < 5; count += 1) {
        expect(await lookUp(known, "a")).toMatchObject({ kind: "found" });
        expect(await lookUp(unknown, "a")).toEqual({ kind: "notFound" });
      }
      expect(await lookUp(unknown, "a")).toMatchObject({
        kind: "limited",
        retryAfterSeconds: expect.any(Number),
      });
      expect(await lookUp(known, "a")).toMatchObject({ kind: "limited" });
      expect(await lookUp(known, "b")).toMatchObject({ kind: "found" });
    });
  });
});
