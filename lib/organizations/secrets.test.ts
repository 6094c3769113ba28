import { expect, it } from "vitest";
import { onDatabase } from "../database/testing/databases";
import { everyRow } from "../database/testing/everyRow";
import { issueKey } from "./keys/issueKey";
import { rotateKey } from "./keys/rotateKey";
import { addSupportMember } from "./support/addSupportMember";
import { captured, openAtWork } from "./testing/atWork";
import { issueToken } from "./tokens/issueToken";

onDatabase((open) => {
  it("keeps no key and no token anywhere in clear", async (test) => {
    const { database, acme, by, send, sendEvent } = await openAtWork(open, test);
    const organizationId = acme.id;
    const secrets = [
      (await issueKey(by(), { organizationId })).value,
      (await rotateKey(by(), { organizationId, hours: 1 })).value,
      (await issueToken(by(), { organizationId, name: "Ada", isPersonal: true })).value,
      (await addSupportMember(by(), { name: "Grace" })).value,
    ];
    for (const secret of secrets) {
      await sendEvent(captured, secret);
      await send("/api/rpc/dblab_token_check", { token: secret });
    }
    expect(new Set(secrets.map((secret) => secret.slice(0, 5)))).toEqual(
      new Set(["dleo_", "dlet_", "dles_"]),
    );
    const rows = await everyRow(database);
    expect(rows.join()).toContain(captured);
    for (const secret of secrets) {
      expect(rows.filter((text) => text.includes(secret.slice(5)))).toEqual([]);
    }
  });
});
