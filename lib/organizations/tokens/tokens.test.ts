import { expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { openTwo, start } from "../testing/atWork";
import { findToken, findTokenById } from "./findToken";
import { issueToken } from "./issueToken";
import { listTokens } from "./listTokens";
import { revokeToken } from "./revokeToken";

onDatabase((open) => {
  it("stand for their organization until they are revoked", async (test) => {
    const { acme, globex, by } = await openTwo(open, test);
    const organizationId = acme.id;
    const { id, value } = await issueToken(by(), { organizationId, name: "Ada", isPersonal: true });
    const found = { tokenId: id, organizationId, name: "Ada", isPersonal: true };
    expect(await findToken(by(), { value })).toEqual(found);
    expect(await findToken(by(), { value: `${value}x` })).toBeNull();
    expect(await findTokenById(by(), { tokenId: id })).toEqual(found);
    await expect(revokeToken(by(), { organizationId: globex.id, id })).rejects.toThrow("no valid token");
    await revokeToken(by(), { organizationId, id });
    expect(await findToken(by(), { value })).toBeNull();
    expect(await findTokenById(by(), { tokenId: id })).toBeNull();
    expect(await listTokens(by(), { organizationId })).toEqual([
      {
        id,
        name: "Ada",
        hint: value.slice(-4),
        isPersonal: true,
        createdAt: start.toISOString(),
        revokedAt: start.toISOString(),
        lastUsedAt: start.toISOString(),
      },
    ]);
  });
});
