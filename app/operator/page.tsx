import type { Metadata } from "next";
import { OperatorPage } from "@/components/operator/operator-page";
import { OperatorSignInPage } from "@/components/operator/sign-in-page";
import { Alias } from "@/lib/organizations/account/createOrganization";
import { listOrganizationSummaries } from "@/lib/organizations/account/listOrganizationSummaries";
import { listGrants } from "@/lib/organizations/grants/listGrants";
import { listSupportMembers } from "@/lib/organizations/support/listSupportMembers";
import { getServices } from "@/lib/services";
import { readMade } from "../_shared/cookieSessions";
import { isUuid, listPart } from "../_shared/listPart";
import { signInNoticeOf } from "../_shared/signInNotice";
import { noticeOf, readOperator, requireOperator } from "./readOperator";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Operator" };

interface OperatorPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/operator`: the sign-in, or organizations, health, jobs, grants and support of this installation. */
export default async function Page({ searchParams }: OperatorPageProps) {
  const state = await readOperator();
  const parameters = await searchParams;
  if (state !== "open") {
    return <OperatorSignInPage isConfigured={state === "none"} notice={signInNoticeOf(parameters)} />;
  }
  const context = await requireOperator();
  const { database, ingest, jobs, readStatus } = await getServices();
  const [summaries, grants, members, status, made] = await Promise.all([
    listPart(parameters, {
      ...{ name: "organizations", anchor: "organizations", at: "/operator" },
      isPlace: (text) => Alias.safeParse(text).success,
      read: (part) => listOrganizationSummaries(context, { part }),
      placeOf: ({ alias }) => alias,
    }),
    listPart(parameters, {
      ...{ name: "grants", anchor: "grants", at: "/operator", isPlace: isUuid },
      read: (part) => listGrants(context, { organizationId: null, part }),
      placeOf: ({ id }) => id,
    }),
    listPart(parameters, {
      ...{ name: "members", anchor: "support", at: "/operator", isPlace: isUuid },
      read: (part) => listSupportMembers(context, { part }),
      placeOf: ({ id }) => id,
    }),
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
      jobs={[...ingest.jobs, ...jobs.list()]}
      made={made}
      notice={noticeOf(parameters)}
    />
  );
}
