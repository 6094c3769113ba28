import type { Installation } from "../e2e/support/installation";
import { createOrganization } from "../lib/organizations/account/createOrganization";
import { actors } from "../lib/organizations/audit/actors";
import { issueKey } from "../lib/organizations/keys/issueKey";
import { issueToken } from "../lib/organizations/tokens/issueToken";

/** Makes an organization in an installation that is not running. @returns the secrets of its engines */
export async function makeBenchOrganization(
  installation: Installation,
): Promise<{ readonly orgKey: string; readonly token: string }> {
  const database = await installation.open();
  const pseudonyms = installation.pseudonyms();
  const context = { database, pseudonyms, actor: actors.operator, now: new Date() };
  const { id: organizationId } = await createOrganization(context, {
    alias: "bench",
    name: "Bench",
    plan: "standard",
  });
  const { value: orgKey } = await issueKey(context, { organizationId });
  const { value: token } = await issueToken(context, { organizationId, name: "bench", isPersonal: false });
  await database.close();
  return { orgKey, token };
}
