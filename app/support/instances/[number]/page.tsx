import type { Metadata } from "next";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { lookAt } from "@/app/support/lookAt";
import { NowPage } from "@/components/instance/now/now-page";
import { NothingStored } from "@/components/support/nothing-stored";
import { getServices } from "@/lib/services";
import { dayOf } from "@/lib/words/period";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "An instance" };

interface InstancePageProps {
  params: Promise<{ number: string }>;
}

/** `/support/instances/<number>`: what an instance is now, under a grant. */
export default async function Page({ params }: InstancePageProps) {
  const { instance } = await lookAt(params, "Now");
  const { instances } = await getServices();
  const [now, history] = await Promise.all([instances.readNow(instance), instances.readHistory(instance)]);
  if (now === null) return <NothingStored instance={instance} />;
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
