import { readOrganization } from "@/lib/organizations/manage/organizations";
import type { Organization } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";

/** The organization that a page's address names; null where there is none. */
export async function findOrganization(alias: string): Promise<Organization | null> {
  if (!/^[a-z0-9-]{1,63}$/.test(alias)) return null;
  return readOrganization((await getServices()).organizations.database, alias);
}
