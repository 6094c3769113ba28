import { refused } from "@/app/_shared/privateResponse";
import { usageFile } from "@/app/_shared/usageMonth";
import { openOrganization } from "../openOrganization";

/** A month or a statement of the session's organization. */
export async function GET(request: Request): Promise<Response> {
  const open = await openOrganization();
  return open === null ? refused("not_signed_in") : usageFile(request, open, "json");
}
