import type { Metadata } from "next";
import { NowPage } from "@/components/instance/now/now-page";
import { type LookUpNotice, LookUpPage } from "@/components/instance/open/look-up-page";
import { getServices } from "@/lib/services";
import { dayOf } from "@/lib/words/period";
import { readBaseUrl } from "../_shared/readBaseUrl";
import { readInstance } from "./readInstance";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "My instance",
  description:
    "See everything that your own DBLab Engine sent, take it along, or have it erased: by its instance ID.",
};

interface InstancePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/instance`: the look-up, or what the session's instance is now. */
export default async function Page({ searchParams }: InstancePageProps) {
  const state = await readInstance();
  const notice = noticeOf(await searchParams);
  if (state.kind !== "open") {
    return <LookUpPage notice={notice} absent={state.kind === "absent" ? state : null} />;
  }
  const { instances } = await getServices();
  const { instance } = state;
  const [now, history] = await Promise.all([instances.readNow(instance), instances.readHistory(instance)]);
  // Erased while this was read.
  if (now === null) return <LookUpPage notice={notice} absent={{ receipt: null }} />;
  return (
    <NowPage
      instance={instance}
      now={now}
      history={history}
      today={dayOf(new Date())}
      baseUrl={await readBaseUrl()}
    />
  );
}

function noticeOf({ wait, undo, accepted }: Awaited<InstancePageProps["searchParams"]>): LookUpNotice | null {
  if (typeof wait === "string" && /^\d{1,5}$/.test(wait)) return { kind: "limited", seconds: Number(wait) };
  if (undo === "none") return { kind: "nothing to undo" };
  return accepted === "1" ? { kind: "accepted" } : null;
}
