import type { Metadata } from "next";
import { SupportSignInPage } from "@/components/support/sign-in-page";
import { SupportPage } from "@/components/support/support-page";
import { listGrantedInstances } from "@/lib/organizations/grants/support";
import { getServices } from "@/lib/services";
import { signInNoticeOf } from "../_shared/signInNotice";
import { readMember } from "./readMember";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Support" };

interface SupportPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/support`: the sign-in of members, or the instances that grants let them look at now. */
export default async function Page({ searchParams }: SupportPageProps) {
  const member = await readMember();
  if (member === null) return <SupportSignInPage notice={signInNoticeOf(await searchParams)} />;
  const { database, now } = (await getServices()).organizations;
  return <SupportPage member={member.name} instances={await listGrantedInstances(database, now())} />;
}
