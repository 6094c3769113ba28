import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import { testPseudonyms as pseudonyms } from "../../statistics/testing/fleet";
import { readWholeAudit } from "../audit/readWholeAudit";
import { grantSupport } from "../grants/grants";
import { listGrantedInstances, lookAsSupport } from "../grants/support";
import { listInstances } from "../instances/linkedInstances";
import { linkInstance } from "../instances/linkInstance";
import { listKeys } from "../keys/keys";
import { findToken } from "../tokens/tokens";
import { OrganizationError } from "../types";
import { listOrganizationSummaries } from "./listOrganizationSummaries";
import { doAsOperator, type OperatorAction } from "./operatorActions";
import { createOrganization, readOrganization } from "./organizations";

const now = new Date("2026-11-25T12:00:00Z");
const instanceId = "c6vq1tqs0qtc73dlqkpg";
const key = pseudonyms.instanceKey(instanceId);

onDatabase((open) => {
  const openWith = async (context: Parameters<typeof open>[0]) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now, retentionDays: 40 });
    const by = { actor: "operator", now };
    const acme = await createOrganization(database, { alias: "acme", name: "Acme", plan: "standard" }, by);
    const globex = await createOrganization(
      database,
      { alias: "globex", name: "Globex", plan: "standard" },
      by,
    );
    const link = await linkInstance(
      database,
      { organizationId: acme.id, plan: "standard", key, instanceId, registration: null },
      now,
    );
    return {
      database,
      acme,
      globex,
      number: link?.number ?? 0,
      act: (action: OperatorAction, fields: Record<string, string> = {}, organization = acme) =>
        doAsOperator(action, organization, new URLSearchParams(fields), {
          database,
          pseudonyms,
          now: () => now,
        }),
    };
  };

  describe("doAsOperator", () => {
    it("writes every change into the organization's log, as the operator and without a secret", async (context) => {
      const { database, acme, number, act } = await openWith(context);
      const first = await act("issue-key");
      const second = await act("rotate-key", { hours: "0" });
      const [valid] = (await listKeys(database, acme.id)).filter(({ validUntil }) => validUntil === null);
      await act("revoke-key", { id: valid?.id ?? "" });
      const token = await act("issue-token", { name: "Ada", personal: "on" });
      const holder = await findToken(database, { pseudonyms, value: token?.value ?? "", now });
      expect(holder).toMatchObject({ organizationId: acme.id, name: "Ada", isPersonal: true });
      await act("revoke-token", { id: holder?.tokenId ?? "" });
      await act("plan", { plan: "enterprise" });
      await act("billing", { state: "off" });
      await act("unlink", { number: String(number) });

      expect(await readOrganization(database, "acme")).toMatchObject({
        plan: "enterprise",
        billingActive: false,
      });
      expect(await listInstances(database, acme.id)).toEqual([]);
      const log = await readWholeAudit(database, acme.id);
      expect(log.map(({ actor, action }) => `${actor}: ${action}`)).toEqual([
        "operator: organization created",
        "engine: instance linked",
        "operator: key issued",
        "operator: key rotated",
        "operator: key revoked",
        "operator: token issued",
        "operator: token revoked",
        "operator: plan changed",
        "operator: billing changed",
        "operator: instance unlinked",
      ]);
      for (const made of [first, second, token]) {
        expect(made?.value).toMatch(/^dle[ot]_/);
        expect(JSON.stringify(log)).not.toContain(made?.value);
      }
    });

    it("refuses what cannot be used, and changes nothing", async (context) => {
      const { database, acme, act } = await openWith(context);
      const before = await readWholeAudit(database, acme.id);
      const wishes: readonly [OperatorAction, Record<string, string>][] = [
        ["plan", { plan: "free" }],
        ["plan", {}],
        ["billing", { state: "maybe" }],
        ["rotate-key", { hours: "-1" }],
        ["rotate-key", { hours: "2161" }],
        ["revoke-key", { id: "' or 1=1" }],
        ["issue-token", { name: " " }],
        ["revoke-token", { id: "00000000-0000-4000-8000-000000000000" }],
        ["unlink", { number: "99999999999" }],
        ["unlink", { number: "999999999" }],
      ];
      for (const [action, fields] of wishes) {
        const outcome = (async () => act(action, fields))();
        await expect(outcome, `${action} ${JSON.stringify(fields)}`).rejects.toThrow(OrganizationError);
      }
      expect(await readWholeAudit(database, acme.id)).toEqual(before);
      expect(await readOrganization(database, "acme")).toEqual(acme);
    });

    it("does nothing to what is another organization's", async (context) => {
      const { database, acme, globex, number, act } = await openWith(context);
      await act("issue-key");
      const [issued] = await listKeys(database, acme.id);
      await expect(act("revoke-key", { id: issued?.id ?? "" }, globex)).rejects.toThrow("no valid key");
      await expect(act("unlink", { number: String(number) }, globex)).rejects.toThrow("no instance");
      expect(await listInstances(database, acme.id)).toHaveLength(1);
    });
  });

  it("counts what an organization has", async (context) => {
    const { database, act } = await openWith(context);
    await act("issue-key");
    await act("rotate-key", { hours: "0" });
    expect(await listOrganizationSummaries(database, now)).toMatchObject([
      { alias: "acme", instances: 1, validKeys: 1 },
      { alias: "globex", instances: 0, validKeys: 0 },
    ]);
  });

  it("opens no erased instance to support, whatever was granted", async (context) => {
    const { database, acme, number } = await openWith(context);
    const wanted = { reason: "slow clones", hours: 2, instances: [number] };
    await grantSupport(database, acme.id, wanted, { actor: "token Ada", now });
    expect(await listGrantedInstances(database, now)).toHaveLength(1);
    await database.query(
      `insert into erasure (instance_key, receipt_id, requested_at, purge_at)
       values ($1::uuid, $1::uuid, $2::timestamptz, $2::timestamptz)`,
      [key, now.toISOString()],
    );
    expect(await listGrantedInstances(database, now)).toEqual([]);
    expect(await lookAsSupport(database, { number, member: "Grace", view: "Now", now })).toBeNull();
  });
});
