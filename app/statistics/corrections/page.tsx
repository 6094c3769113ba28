import type { Metadata } from "next";
import { CorrectionsPage } from "@/components/statistics/corrections-page";
import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Corrections",
  description:
    "Published weeks that were counted again, weeks that are held for review, and instances that are excluded.",
};

/** `/statistics/corrections`: what of the published figures was changed or kept back by the operator. */
export default async function Page() {
  const { readCorrections } = await getServices();
  return <CorrectionsPage corrections={await readCorrections()} />;
}
