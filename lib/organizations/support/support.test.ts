import { expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { eraseInstance } from "../../instances/erasure/eraseInstance";
import { eventOf } from "../../statistics/testing/fleet";
import { readWholeAudit } from "../audit/readAudit";
import { grantSupport } from "../grants/grantSupport";
import { listGrants } from "../grants/listGrants";
import { revokeGrant } from "../grants/revokeGrant";
import { openTwo } from "../testing/atWork";
import { addSupportMember } from "./addSupportMember";
import { findSupportMember, findSupportMemberById } from "./findSupportMember";
import { listGrantedInstances } from "./listGrantedInstances";
import { listSupportMembers } from "./listSupportMembers";
import { lookAsSupport } from "./lookAsSupport";
import { removeSupportMember } from "./removeSupportMember";

onDatabase((open) => {
  /** Two instances of `acme`, one of `globex`. */
  const openWithInstances = async (test: Parameters<typeof open>[0]) => {
    const two = await openTwo(open, test);
    const { acme, globex, by, link } = two;
    return {
      ...two,
      first: await link(acme.id, "c0000000000000000001"),
      second: await link(acme.id, "c0000000000000000002"),
      theirs:
        (await link(globex.id, "c0000000000000000004")) &&
        (await link(globex.id, "c0000000000000000005")) &&
        (await link(globex.id, "c0000000000000000003")),
      look: (number: number, alias = "acme") =>
        lookAsSupport(by("support Grace"), { alias, number, view: "timeline" }),
      grant: (numbers: readonly number[], hours = 2) =>
        grantSupport(by("token Ada"), {
          organizationId: acme.id,
          reason: "slow clones",
          hours,
          instances: numbers,
        }),
    };
  };

  it("sees nothing without a grant, what was granted with one, and nothing after it", async (test) => {
    const { acme, globex, first, second, theirs, by, pass, look, grant } = await openWithInstances(test);
    const organizationId = acme.id;
    expect(await listGrantedInstances(by())).toEqual([]);
    expect(await look(first.number)).toBeNull();

    const grantId = await grant([first.number, first.number]);
    await expect(grant([theirs.number])).rejects.toThrow("linked no longer");
    await expect(grant([first.number], 10_000)).rejects.toThrow("30 days");
    await expect(grant([])).rejects.toThrow("at least one instance");
    expect(await look(first.number)).toMatchObject({ grantId, key: first.key, organization: "Acme" });
    expect(await look(second.number)).toBeNull();
    for (const alias of ["acme", "globex"]) expect(await look(theirs.number, alias)).toBeNull();
    // Numbers are an organization's own: what one gave opens nothing of another.
    expect(await look(first.number, "globex")).toBeNull();
    pass(2);
    expect(await look(first.number)).toBeNull();
    expect(await listGrants(by(), { organizationId })).toMatchObject([
      { id: grantId, state: "ended", instances: [first.number] },
    ]);

    const again = await grant([first.number]);
    expect(await look(first.number)).toMatchObject({ grantId: again });
    const revoke = (id: number) => revokeGrant(by("token Ada"), { organizationId: id, id: again });
    await expect(revoke(globex.id)).rejects.toThrow("no active");
    await revoke(organizationId);
    expect(await look(first.number)).toBeNull();
    expect(await listGrants(by(), { organizationId: null, state: "active" })).toEqual([]);

    const looks = async (id: number) =>
      (await readWholeAudit(by(), { organizationId: id })).filter(
        ({ action }) => action === "support looked",
      );
    const said = { actor: "support Grace", subject: `instance ${first.number}: timeline` };
    expect(await looks(organizationId)).toMatchObject([
      { ...said, grantId },
      { ...said, grantId: again },
    ]);
    expect(await looks(globex.id)).toEqual([]);
  });

  it("sees the instance under the grant that ends last", async (test) => {
    const { first, look, grant } = await openWithInstances(test);
    await grant([first.number], 2);
    const longest = await grant([first.number], 5);
    await grant([first.number], 3);
    expect(await look(first.number)).toMatchObject({ grantId: longest });
  });

  it("sees no erased instance, whatever was granted", async (test) => {
    const { database, first, by, look, grant } = await openWithInstances(test);
    await grant([first.number]);
    expect(await listGrantedInstances(by())).toHaveLength(1);
    await writeEvents(database, [eventOf(1, "engine_started", { time: "2026-11-25T08:00:00Z" })], {
      timeoutMs: 5_000,
      isRetry: false,
    });
    expect(await eraseInstance(by(), { key: first.key, refuseEvents: false })).not.toBeNull();
    expect(await listGrantedInstances(by())).toEqual([]);
    expect(await look(first.number)).toBeNull();
  });

  it("has members whose access ends at once", async (test) => {
    const { by } = await openTwo(open, test);
    await expect(addSupportMember(by(), { name: " " })).rejects.toThrow("1 to 100 characters");
    const { id, value } = await addSupportMember(by(), { name: " Grace " });
    expect(await findSupportMember(by(), { value })).toEqual({ id, name: "Grace" });
    expect(await findSupportMemberById(by(), { memberId: id })).toEqual({ id, name: "Grace" });
    await removeSupportMember(by(), { id });
    await expect(removeSupportMember(by(), { id })).rejects.toThrow("no member");
    expect(await findSupportMember(by(), { value })).toBeNull();
    expect(await findSupportMemberById(by(), { memberId: id })).toBeNull();
    expect(await listSupportMembers(by())).toMatchObject([{ id, name: "Grace", hint: value.slice(-4) }]);
  });
});
