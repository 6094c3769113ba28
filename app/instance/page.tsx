import { nowPage } from "@/app/_shared/nowPage";
import type { PageProps } from "@/app/_shared/pageProps";
import { type LookUpNotice, LookUpPage } from "@/components/instance/open/look-up-page";
import { readInstance } from "./readInstance";

export const metadata = {
  title: "My instance",
  description:
    "See everything that your own DBLab Engine sent, download it, or have it deleted: by its instance ID.",
};

/** `/instance`: the look-up, or what the session's instance is now. */
export default async function Page({ searchParams }: PageProps) {
  const state = await readInstance();
  const notice = noticeOf(await searchParams);
  if (state.kind !== "open") {
    return <LookUpPage notice={notice} absent={state.kind === "absent" ? state : null} />;
  }
  // Null where it was erased while this was read.
  return (await nowPage(state.instance)) ?? <LookUpPage notice={notice} absent={{ receipt: null }} />;
}

function noticeOf({ wait, undo, accepted }: Awaited<PageProps["searchParams"]>): LookUpNotice | null {
  if (typeof wait === "string" && /^\d{1,5}$/.test(wait)) return { kind: "limited", seconds: Number(wait) };
  if (undo === "none") return { kind: "nothing to undo" };
  return accepted === "1" ? { kind: "accepted" } : null;
}
