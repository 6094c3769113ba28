import { describe, expect, it, type TestContext } from "vitest";
import { onDatabase } from "../database/testing/databases";
import { everyRow } from "../database/testing/everyRow";
import { createSecretLimit } from "../http/failureLimit";
import { createPseudonyms } from "../settings/pseudonyms";
import { issueSender } from "./issueSender";
import { listSenders } from "./listSenders";
import { revokeSender } from "./revokeSender";
import { createTrustedSenders } from "./trustedSenders";

const pseudonyms = createPseudonyms("a pepper of thirty-two characters");

onDatabase((open) => {
  const ready = async (test: TestContext) => {
    const { database } = await open(test);
    let now = new Date("2026-11-20T12:00:00Z");
    const contextNow = () => ({ database, pseudonyms, now });
    const senders = createTrustedSenders({
      contextNow,
      limit: createSecretLimit({ perClient: 3, perNetwork: 20, perRegion: 100 }),
    });
    const pass = (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
    };
    return { database, contextNow, senders, pass };
  };

  describe("a sender", () => {
    it("is known by its token, until it is revoked and five seconds more", async (test) => {
      const { contextNow, senders, pass } = await ready(test);
      const { id, value } = await issueSender(contextNow(), { name: "Relay" });
      expect(value).toMatch(/^dler_[\w-]{43}$/);
      await senders.identify(value, null);
      expect(await revokeSender(contextNow(), { id })).toBe(true);
      expect(await revokeSender(contextNow(), { id })).toBe(false);
      pass(5.1);
      await expect(senders.identify(value, null)).rejects.toMatchObject({
        refusal: { reason: "unknown_sender" },
      });
      expect(await listSenders(contextNow())).toMatchObject([
        { id, name: "Relay", hint: value.slice(-4), revokedAt: "2026-11-20T12:00:00.000Z" },
      ]);
    });

    it("is kept as a hash only", async (test) => {
      const { database, contextNow, senders } = await ready(test);
      const { value } = await issueSender(contextNow(), { name: "Relay" });
      await senders.identify(value, "192.0.2.1");
      const rows = await everyRow(database);
      expect(rows.join()).toContain("Relay");
      expect(rows.filter((text) => text.includes(value.slice(5)))).toEqual([]);
    });

    it("cannot be guessed without end, and a known one is not held up by it", async (test) => {
      const { contextNow, senders } = await ready(test);
      const { value } = await issueSender(contextNow(), { name: "Relay" });
      await senders.identify(value, "192.0.2.1");
      const reasons: unknown[] = [];
      for (let guess = 0; guess < 5; guess += 1) {
        await senders
          .identify(`dler_${guess}`, "192.0.2.1")
          .catch((error) => reasons.push(error.refusal.reason));
      }
      expect(reasons).toEqual([...Array(3).fill("unknown_sender"), ...Array(2).fill("rate_limited_address")]);
      await senders.identify(value, "192.0.2.1");
      await expect(senders.identify("dler_x", "198.51.100.1")).rejects.toMatchObject({
        refusal: { reason: "unknown_sender" },
      });
    });

    it("costs a statement every few seconds, however much it sends", async (test) => {
      const { database, contextNow, pass } = await ready(test);
      const { value } = await issueSender(contextNow(), { name: "Importer" });
      let statements = 0;
      const prisma = new Proxy(database.prisma, {
        get(client, name) {
          if (name === "sender") statements += 1;
          return Reflect.get(client, name);
        },
      });
      const senders = createTrustedSenders({
        contextNow: () => ({ ...contextNow(), database: { prisma } }),
        limit: createSecretLimit({ perClient: 3, perNetwork: 20, perRegion: 100 }),
      });
      for (let request = 0; request < 50; request += 1) {
        await senders.noteHistory((await senders.identify(value, null)).id);
      }
      expect(statements).toBe(2);
      expect(await listSenders(contextNow())).toMatchObject([{ lastHistoryAt: "2026-11-20T12:00:00.000Z" }]);
      pass(6);
      await senders.noteHistory((await senders.identify(value, null)).id);
      expect(statements).toBe(4);
      expect(await listSenders(contextNow())).toMatchObject([{ lastHistoryAt: "2026-11-20T12:00:06.000Z" }]);
    });
  });
});
