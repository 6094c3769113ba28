import { expect, it } from "vitest";
import { organizationDeeds } from "@/components/operator/notices";
import { onDatabase } from "@/lib/database/testing/databases";
import { readOrganization } from "@/lib/organizations/account/readOrganization";
import { readWholeAudit } from "@/lib/organizations/audit/readAudit";
import { listKeys } from "@/lib/organizations/keys/listKeys";
import { listLinkedInstances } from "@/lib/organizations/links/listLinkedInstances";
import { OrganizationProblem } from "@/lib/organizations/rules/organizationProblem";
import { captured, openTwo } from "@/lib/organizations/testing/atWork";
import { findToken } from "@/lib/organizations/tokens/findToken";
import { deeds } from "./deeds";

type Fields = Readonly<Record<string, string>>;

onDatabase((open) => {
  const openWith = async (test: Parameters<typeof open>[0]) => {
    const two = await openTwo(open, test);
    const { acme, by, link } = two;
    const organizationId = acme.id;
    return {
      ...two,
      organizationId,
      number: (await link(organizationId, captured)).number,
      act: (deed: keyof typeof deeds, fields: Fields = {}, id = organizationId) =>
        deeds[deed].act(by(), id, new URLSearchParams(fields)),
    };
  };

  it("read the fields of their forms, and are written down as the operator's, without a secret", async (test) => {
    const { organizationId, number, by, act } = await openWith(test);
    const first = await act("issue-key");
    const second = await act("rotate-key", { hours: "0" });
    const [valid] = (await listKeys(by(), { organizationId })).filter(
      ({ validUntil }) => validUntil === null,
    );
    await act("revoke-key", { id: valid?.id ?? "" });
    const token = await act("issue-token", { name: "Ada", personal: "on" });
    const holder = await findToken(by(), { value: token?.value ?? "" });
    expect(holder).toMatchObject({ organizationId, name: "Ada", isPersonal: true });
    await act("revoke-token", { id: holder?.tokenId ?? "" });
    await act("plan", { plan: "enterprise" });
    await act("billing", { state: "off" });
    await act("privilege", { until: "2027-01-31" });
    await act("unlink", { number: String(number) });
    await act("link", { instance: ` ${captured} ` });

    const changed = {
      plan: "enterprise",
      billingActive: false,
      privilegedUntil: "2027-01-31T00:00:00.000Z",
    };
    expect(await readOrganization(by(), { id: organizationId })).toMatchObject(changed);
    expect(await listLinkedInstances(by(), { organizationId })).toMatchObject([{ instanceId: captured }]);
    const log = await readWholeAudit(by(), { organizationId });
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
      "operator: privilege changed",
      "operator: instance unlinked",
      "operator: instance linked",
    ]);
    for (const made of [first, second, token]) {
      expect(made?.value).toMatch(/^dle[ot]_/);
      expect(JSON.stringify(log)).not.toContain(made?.value);
    }
  });

  it("refuse a form without a field that they need, and change nothing", async (test) => {
    const { organizationId, by, act } = await openWith(test);
    const before = await readWholeAudit(by(), { organizationId });
    for (const deed of organizationDeeds) {
      if (deed === "issue-key") continue;
      await expect(act(deed), deed).rejects.toThrow(OrganizationProblem);
    }
    expect(await readWholeAudit(by(), { organizationId })).toEqual(before);
  });
});
