import { expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { issueKey } from "../keys/issueKey";
import { rotateKey } from "../keys/rotateKey";
import { captured, openTwo } from "../testing/atWork";
import { createOrganization } from "./createOrganization";
import { listOrganizationSummaries } from "./listOrganizationSummaries";
import { listOrganizations } from "./listOrganizations";
import { findOrganization, readOrganization } from "./readOrganization";

onDatabase((open) => {
  it("refuses an alias that is taken or cannot be one", async (test) => {
    const { by } = await openTwo(open, test);
    const create = (alias: string, plan = "standard") => createOrganization(by(), { alias, name: "x", plan });
    await expect(create("acme")).rejects.toThrow("the alias is taken: acme");
    await expect(create("Acme!")).rejects.toThrow("alias must be");
    await expect(create("x", "free")).rejects.toThrow("plan must be one of");
    expect((await listOrganizations(by())).map(({ alias }) => alias)).toEqual(["acme", "globex"]);
  });

  it("is found by its id and by its alias, and by nothing else", async (test) => {
    const { by, acme } = await openTwo(open, test);
    expect(await readOrganization(by(), { id: acme.id })).toEqual(acme);
    expect(await findOrganization(by(), { alias: "acme" })).toEqual(acme);
    for (const alias of ["initech", "Acme", "acme\0", "' or true"]) {
      expect(await readOrganization(by(), { alias })).toBeNull();
      await expect(findOrganization(by(), { alias })).rejects.toThrow("no such organization");
    }
  });

  it("counts what an organization has", async (test) => {
    const { by, acme, link } = await openTwo(open, test);
    await link(acme.id, captured);
    await issueKey(by(), { organizationId: acme.id });
    await rotateKey(by(), { organizationId: acme.id, hours: 0 });
    expect(await listOrganizationSummaries(by())).toMatchObject([
      { alias: "acme", instances: 1, validKeys: 1 },
      { alias: "globex", instances: 0, validKeys: 0 },
    ]);
  });
});
