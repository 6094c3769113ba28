import type { PageProps } from "@/app/_shared/pageProps";
import { SupportSignInPage } from "@/components/support/sign-in-page";
import { SupportPage } from "@/components/support/support-page";
import { listGrantedInstances } from "@/lib/organizations/support/listGrantedInstances";
import { signInNoticeOf } from "../_shared/signInNotice";
import { openSupport } from "./openSupport";

export const metadata = { title: "Support" };

/** `/support`: the sign-in of members, or the instances that grants let them look at now. */
export default async function Page({ searchParams }: PageProps) {
  const open = await openSupport();
  if (open === null) return <SupportSignInPage notice={signInNoticeOf(await searchParams)} />;
  return <SupportPage member={open.member.name} instances={await listGrantedInstances(open.context)} />;
}
