import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { readMade } from "@/app/_shared/cookieSessions";
import { MadeTokenPage } from "@/components/organization/tokens/made-token-page";
import { readOrganization } from "../../readOrganization";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "A new access token" };

/** `/org/tokens/made`: the token that was just issued, this once. */
export default async function Page() {
  const state = await readOrganization();
  if (state.kind !== "open") redirect("/org");
  const made = await readMade("/org/tokens/made");
  if (made === null) redirect("/org/tokens");
  return <MadeTokenPage {...state} made={made} />;
}
