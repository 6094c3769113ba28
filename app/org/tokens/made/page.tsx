import { redirect } from "next/navigation";
import { readMade } from "@/app/_shared/cookieSessions";
import { MadeTokenPage } from "@/components/organization/tokens/made-token-page";
import { requireOrganization } from "../../openOrganization";

export const metadata = { title: "A new token" };

/** `/org/tokens/made`: the token that was just issued, this once. */
export default async function Page() {
  const { shown } = await requireOrganization();
  const made = await readMade("/org/tokens/made");
  if (made === null) redirect("/org/tokens");
  return <MadeTokenPage {...shown} made={made} />;
}
