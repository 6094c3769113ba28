import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { onDatabase } from "../database/testing/databases";
import { createEndedSessions, forgetEndedSessions } from "./endedSessions";

const endsAt = new Date("2026-11-27T12:00:00Z");

onDatabase((open) => {
  describe("a session that was signed out of", () => {
    it("has ended for every process, and ends once", async (test) => {
      const { database } = await open(test);
      const [here, elsewhere] = [createEndedSessions(database), createEndedSessions(database)];
      const [mine, other] = [randomUUID(), randomUUID()];
      expect(await here.isEnded(mine)).toBe(false);
      expect(await here.end({ id: mine, endsAt })).toBe(true);
      expect(await elsewhere.isEnded(mine)).toBe(true);
      expect(await elsewhere.end({ id: mine, endsAt })).toBe(false);
      expect(await elsewhere.isEnded(other)).toBe(false);
    });

    it("ends for one of many who end it at once", async (test) => {
      const { database } = await open(test);
      const ended = createEndedSessions(database);
      const id = randomUUID();
      const firsts = await Promise.all(Array.from({ length: 10 }, () => ended.end({ id, endsAt })));
      expect(firsts.filter(Boolean)).toHaveLength(1);
    });

    it("is forgotten once its cookie would open nothing by itself", async (test) => {
      const { database } = await open(test);
      const ended = createEndedSessions(database);
      const [old, young] = [randomUUID(), randomUUID()];
      await ended.end({ id: old, endsAt });
      await ended.end({ id: young, endsAt: new Date(endsAt.getTime() + 60_000) });
      expect(await forgetEndedSessions(database, new Date(endsAt.getTime() + 1_000))).toBe(1);
      expect([await ended.isEnded(old), await ended.isEnded(young)]).toEqual([false, true]);
    });
  });
});
