import { expect, it } from "vitest";
import { exampleInstanceIds } from "../../catalogue";
import { onDatabase } from "../../database/testing/databases";
import { changePlan } from "../account/changePlan";
import { issueKey } from "../keys/issueKey";
import { captured, openAtWork, openTwo } from "../testing/atWork";
import { listLinkedInstances, readLinkedInstance } from "./listLinkedInstances";
import { unlinkInstance } from "./unlinkInstance";

onDatabase((open) => {
  it("leaves an instance with the first organization, whoever knows its ID", async (test) => {
    const { database, acme, globex, by, send, sendEvent } = await openAtWork(open, test);
    const [{ value: ofAcme }, { value: ofGlobex }] = [
      await issueKey(by(), { organizationId: acme.id }),
      await issueKey(by(), { organizationId: globex.id }),
    ];
    await sendEvent(captured, ofAcme);
    expect((await sendEvent(captured, ofGlobex)).status).toBe(200);
    const stolen = await send(
      "/api/rpc/dblab_instance_register",
      { selfassigned_instance_id: captured, project_name: "theirs" },
      { orgKey: ofGlobex },
    );
    expect(stolen).toMatchObject({ status: 409, body: { code: "instance_of_another" } });
    expect(await listLinkedInstances(by(), { organizationId: globex.id })).toEqual([]);
    const [mine] = await listLinkedInstances(by(), { organizationId: acme.id });
    expect(mine).toMatchObject({ instanceId: captured, project: null });
    const number = mine?.number;
    expect(await readLinkedInstance(by(), { organizationId: acme.id, number })).toEqual(mine);
    for (const wrong of [number, String(number), "' or true", "1e3"]) {
      expect(await readLinkedInstance(by(), { organizationId: globex.id, number: wrong })).toBeNull();
    }
    expect(await database.query("select edition from instance")).toEqual([{ edition: "standard" }]);
    expect((await sendEvent(exampleInstanceIds[0], ofAcme)).status).toBe(200);
    expect(await listLinkedInstances(by(), { organizationId: acme.id })).toHaveLength(1);
  });

  it("gives an instance the edition of its organization's plan, and unlinking takes it", async (test) => {
    const { database, acme, globex, by, sendEvent } = await openAtWork(open, test);
    const organizationId = acme.id;
    const { value } = await issueKey(by(), { organizationId });
    await sendEvent(captured, value);
    await sendEvent("c0000000000000000002");
    const editions = () =>
      database.query("select edition, count(*) as n from instance group by 1 order by 1");
    await changePlan(by(), { organizationId, plan: "enterprise" });
    expect(await editions()).toEqual([
      { edition: "community", n: 1 },
      { edition: "enterprise", n: 1 },
    ]);
    const [{ number } = { number: 0 }] = await listLinkedInstances(by(), { organizationId });
    const unlink = (id: number) => unlinkInstance(by(), { organizationId: id, number });
    await expect(unlink(globex.id)).rejects.toThrow(`no instance with this number: ${number}`);
    await unlink(organizationId);
    await expect(unlink(organizationId)).rejects.toThrow("no instance with this number");
    expect(await editions()).toEqual([{ edition: "community", n: 2 }]);
  });

  it("is one link and one project, however often it is asked for at once", async (test) => {
    const { database, acme, link } = await openTwo(open, test);
    const links = await Promise.all(Array.from({ length: 6 }, () => link(acme.id, captured, "staging")));
    expect(new Set(links.map(({ number }) => number)).size).toBe(1);
    expect(await database.query("select name from project")).toEqual([{ name: "staging" }]);
    expect(
      await database.query("select count(*) as n from audit_entry where action = 'instance linked'"),
    ).toEqual([{ n: 1 }]);
  });
});
