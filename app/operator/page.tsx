import type { Metadata } from "next";
import { OperatorPage } from "@/components/operator/operator-page";
import { OperatorSignInPage } from "@/components/operator/sign-in-page";
import { listGrants } from "@/lib/organizations/grants/grants";
import { listSupportMembers } from "@/lib/organizations/grants/support";
import { listOrganizationSummaries } from "@/lib/organizations/manage/listOrganizationSummaries";
import { getServices } from "@/lib/services";
import { readMade } from "../_shared/cookieSessions";
import { signInNoticeOf } from "../_shared/signInNotice";
import { noticeOf } from "./readNotice";
import { readOperator } from "./readOperator";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Operator" };

interface OperatorPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/operator`: the sign-in, or organizations, health, grants and support of this installation. */
export default async function Page({ searchParams }: OperatorPageProps) {
  const state = await readOperator();
  const parameters = await searchParams;
  if (state !== "open") {
    return <OperatorSignInPage isConfigured={state === "none"} notice={signInNoticeOf(parameters)} />;
  }
  const { organizations, readStatus } = await getServices();
  const { database } = organizations;
  const now = organizations.now();
  const [summaries, grants, members, status, made] = await Promise.all([
    listOrganizationSummaries(database, now),
    listGrants(database, null, { now }),
    listSupportMembers(database),
    readStatus(),
    readMade("/operator"),
  ]);
  return (
    <OperatorPage
      organizations={summaries}
      grants={grants}
      members={members}
      status={status}
      databaseKind={database.kind}
      made={made}
      notice={noticeOf(parameters)}
    />
  );
}
