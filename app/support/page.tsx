import type { PageProps } from "@/app/_shared/pageProps";
import { SupportSignInPage } from "@/components/support/sign-in-page";
import { SupportPage } from "@/components/support/support-page";
import {
  listGrantedInstances,
  placeOfGranted,
  readPlace,
} from "@/lib/organizations/support/listGrantedInstances";
import { listPart } from "../_shared/listPart";
import { signInNoticeOf } from "../_shared/signInNotice";
import { openSupport } from "./openSupport";

export const metadata = { title: "Support" };

/** `/support`: the sign-in of members, or the instances that grants let them look at now. */
export default async function Page({ searchParams }: PageProps) {
  const open = await openSupport();
  const parameters = await searchParams;
  if (open === null) return <SupportSignInPage notice={signInNoticeOf(parameters)} />;
  const instances = await listPart(parameters, {
    name: "after",
    at: "/support",
    anchor: "instances",
    isPlace: (text) => readPlace(text) !== null,
    read: (part) => listGrantedInstances(open.context, { part }),
    placeOf: placeOfGranted,
  });
  return <SupportPage member={open.member.name} instances={instances} />;
}
