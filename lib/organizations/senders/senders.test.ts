import { describe, expect, it, type TestContext, vi } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { issueKey } from "../keys/issueKey";
import { unlinkInstance } from "../links/unlinkInstance";
import { start as begin } from "../testing/atWork";
import { openInOutage } from "../testing/inOutage";
import { issueSender } from "./issueSender";
import { listSenders } from "./listSenders";
import { revokeSender } from "./revokeSender";

const own = "c0000000000000000001";
const ofGlobex = "c0000000000000000002";
const ofNobody = "c0000000000000000003";
const batch = "/api/v1/events";

const eventAt = (instance_id: string, hours: number) => ({
  instance_id,
  event_type: "snapshot_created",
  event_data: {},
  event_time: new Date(begin.getTime() + hours * 3_600_000).toISOString(),
});

onDatabase((open) => {
  it("are listed with their organization alone, until they are revoked and after", async (test) => {
    const { acme, globex, by } = await openInOutage(open, test);
    const organizationId = acme.id;
    const { id, value } = await issueSender(by(), { organizationId, name: " Relay in Bern " });
    expect(value).toMatch(/^dler_[\w-]{43}$/);
    await expect(revokeSender(by(), { organizationId: globex.id, id })).rejects.toThrow("no valid token");
    await revokeSender(by(), { organizationId, id });
    await expect(revokeSender(by(), { organizationId, id })).rejects.toThrow("no valid token");
    expect(await listSenders(by(), { organizationId: globex.id })).toEqual([]);
    expect(await listSenders(by(), { organizationId })).toEqual([
      {
        id,
        name: "Relay in Bern",
        hint: value.slice(-4),
        issuedAt: begin.toISOString(),
        revokedAt: begin.toISOString(),
        lastHistoryAt: null,
      },
    ]);
  });

  /** A relay of acme's, five days after one instance of acme's and one of globex's were linked. */
  async function openWithRelay(test: TestContext) {
    const two = await openInOutage(open, test);
    const { acme, globex, by, link, pass, database } = two;
    const { number } = await link(acme.id, own);
    await link(globex.id, ofGlobex);
    const { value } = await issueSender(by(), { organizationId: acme.id, name: "Relay" });
    const { value: orgKey } = await issueKey(by(), { organizationId: acme.id });
    pass(5 * 24);
    const process = await two.start();
    return {
      ...two,
      ...process,
      number,
      orgKey,
      sendAll: (events: readonly object[], headers: object = {}) =>
        process.send(batch, events, { authorization: `Bearer ${value}`, ...headers }),
      clocks: async () =>
        (
          await database.query<{ counted_by: string }>(
            "select counted_by from event order by instance_key, event_time",
          )
        ).map(({ counted_by }) => counted_by),
      lastHistory: async () =>
        (await listSenders(by(), { organizationId: acme.id })).map(({ lastHistoryAt }) => lastHistoryAt),
    };
  }

  describe("an organization's relay is believed", () => {
    it("of its own instances, since they were linked", async (test) => {
      const { sendAll, clocks, lastHistory, now } = await openWithRelay(test);
      await sendAll([eventAt(own, -1), eventAt(own, 1), eventAt(own, 119)]);
      expect(await clocks()).toEqual(["nothing", "event_time", "event_time"]);
      expect(await lastHistory()).toEqual([now().toISOString()]);
    });

    it("of nobody else's: what it forges of them is counted nowhere", async (test) => {
      const { sendAll, clocks, lastHistory } = await openWithRelay(test);
      const forged = [ofGlobex, ofNobody].flatMap((id) => [eventAt(id, -200), eventAt(id, 1)]);
      expect((await sendAll(forged)).body).toMatchObject({ accepted: 4 });
      await sendAll([eventAt(ofGlobex, 119)]);
      expect((await clocks()).toSorted()).toEqual([...Array(3).fill("keyless"), "nothing", "nothing"]);
      expect(await lastHistory()).toEqual([null]);
    });

    it("of no past of an instance that it links to have it", async (test) => {
      const { sendAll, clocks, orgKey, database } = await openWithRelay(test);
      for (let attempt = 0; attempt < 2; attempt += 1)
        await sendAll([eventAt(ofNobody, 1 + attempt)], { orgKey });
      expect(await clocks()).toEqual(["nothing", "nothing"]);
      expect(await database.query("select number from organization_instance")).toHaveLength(3);
    });

    it("of an instance no longer than it is linked", async (test) => {
      const { sendAll, clocks, by, acme, number } = await openWithRelay(test);
      await unlinkInstance(by(), { organizationId: acme.id, number: String(number) });
      await sendAll([eventAt(own, 1)]);
      expect(await clocks()).toEqual(["nothing"]);
    });

    it("the same while the database is away", async (test) => {
      const { sendAll, clocks, spool, takeAway, giveBack } = await openWithRelay(test);
      takeAway();
      const events = [own, ofGlobex, ofNobody].map((id) => eventAt(id, 1));
      expect((await sendAll([eventAt(own, -1), ...events])).body).toMatchObject({ accepted: 4 });
      giveBack();
      await vi.waitFor(() => expect(spool.waiting).toBe(0), { timeout: 10_000 });
      expect((await clocks()).toSorted()).toEqual(["event_time", "keyless", "nothing", "nothing"]);
    });
  });
});
