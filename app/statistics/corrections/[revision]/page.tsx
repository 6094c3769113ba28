import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { PageProps } from "@/app/_shared/pageProps";
import { CorrectionPage } from "@/components/statistics/correction-page";
import { getServices } from "@/lib/services";
import { statistics } from "@/lib/statistics/declared/statistics";

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: PageProps<"revision">): Promise<Metadata> {
  const { revision } = await params;
  return {
    title: `Correction ${revision}`,
    description: "What was wrong with published figures, since when, by how much, and what they were before.",
  };
}

/** `/statistics/corrections/<revision>`: a correction with every figure that it changed. */
export default async function Page({ params }: PageProps<"revision">) {
  const { revision } = await params;
  if (!/^\d{1,9}$/.test(revision)) notFound();
  const correction = await (await getServices()).readCorrection(Number(revision));
  if (correction === null) notFound();
  return <CorrectionPage correction={correction} statistics={statistics} />;
}
