import type { ReactNode } from "react";
import type { ShownInstance } from "@/components/instance/instance-frame";
import { NowPage } from "@/components/instance/now/now-page";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";
import { dayOf } from "@/lib/words/period";
import { readBaseUrl } from "./readBaseUrl";

/** What an instance is now, whoever looks at it; null where nothing is stored of it, or any more. */
export async function nowPage(instance: OpenInstance & ShownInstance, children?: ReactNode) {
  const { instances } = await getServices();
  const [now, history] = await Promise.all([instances.readNow(instance), instances.readHistory(instance)]);
  if (now === null) return null;
  const today = dayOf(new Date());
  return (
    <NowPage {...{ instance, now, history, today }} baseUrl={await readBaseUrl()}>
      {children}
    </NowPage>
  );
}
