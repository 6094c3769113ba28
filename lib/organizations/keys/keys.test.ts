import { expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { listLinkedInstances } from "../links/listLinkedInstances";
import { openAtWork } from "../testing/atWork";
import { issueKey } from "./issueKey";
import { listKeys } from "./listKeys";
import { revokeKey } from "./revokeKey";
import { rotateKey } from "./rotateKey";

onDatabase((open) => {
  it("overlap while one is rotated, so that no event is lost and none is unlinked", async (test) => {
    const { database, acme, by, sendEvent, pass, keyRing } = await openAtWork(open, test);
    const organizationId = acme.id;
    const { value: old } = await issueKey(by(), { organizationId });
    expect((await sendEvent("c0000000000000000001", old)).status).toBe(200);
    const { value: fresh } = await rotateKey(by(), { organizationId, hours: 24 });
    await keyRing.refresh();
    pass(23);
    expect((await sendEvent("c0000000000000000002", old)).status).toBe(200);
    expect((await sendEvent("c0000000000000000003", fresh)).status).toBe(200);
    pass(2);
    // An engine that was forgotten: its events are kept, as those of an instance without a key.
    expect((await sendEvent("c0000000000000000004", old)).status).toBe(200);
    expect((await sendEvent("c0000000000000000001", old)).status).toBe(200);
    const linked = await listLinkedInstances(by(), { organizationId });
    expect(linked.map(({ instanceId }) => instanceId)).toEqual([
      "c0000000000000000001",
      "c0000000000000000002",
      "c0000000000000000003",
    ]);
    expect(await database.query("select count(*) as n from event")).toEqual([{ n: 5 }]);
    const keys = await listKeys(by(), { organizationId });
    expect(keys.map(({ validUntil, hint }) => [validUntil === null, hint]).sort()).toEqual(
      [
        [false, old.slice(-4)],
        [true, fresh.slice(-4)],
      ].sort(),
    );
    expect(new Set(keys.map(({ lastUsedOn }) => lastUsedOn))).toEqual(new Set(["2026-11-26"]));
  });

  it("work at once in every process, and end at once when revoked", async (test) => {
    const { acme, globex, by, keyRing } = await openAtWork(open, test);
    const organizationId = acme.id;
    expect(await keyRing.find("dleo_unknown")).toBeNull();
    const { id, value } = await issueKey(by(), { organizationId });
    expect(await keyRing.find(value)).toMatchObject({ organizationId, plan: "standard" });
    await expect(revokeKey(by(), { organizationId: globex.id, id })).rejects.toThrow("no valid key");
    await revokeKey(by(), { organizationId, id });
    await keyRing.refresh();
    expect(await keyRing.find(value)).toBeNull();
    await expect(revokeKey(by(), { organizationId, id })).rejects.toThrow("no valid key");
  });
});
