import type { Metadata } from "next";
import { z } from "zod";
import { listPart } from "@/app/_shared/listPart";
import type { PageProps } from "@/app/_shared/pageProps";
import { CorrectionsPage } from "@/components/statistics/corrections-page";
import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Corrections",
  description:
    "Published weeks that were counted again, weeks that are held for review, and instances that are excluded.",
};

/** `/statistics/corrections`: what of the published figures was changed or kept back by the operator. */
export default async function Page({ searchParams }: PageProps) {
  const { readCorrections } = await getServices();
  const parameters = await searchParams;
  const at = "/statistics/corrections";
  const { excluded } = await readCorrections({
    revisions: { after: null, take: 0 },
    held: { after: null, take: 0 },
  });
  const corrections = await listPart(parameters, {
    ...{ name: "revisions", at, anchor: "revisions" },
    isPlace: (text) => /^\d{1,9}$/.test(text),
    read: async (revisions) => (await readCorrections({ revisions })).corrections,
    placeOf: ({ revision }) => String(revision),
  });
  const held = await listPart(parameters, {
    ...{ name: "held", at, anchor: "held" },
    isPlace: (text) => z.iso.date().safeParse(text).success,
    read: async (part) => (await readCorrections({ held: part })).held,
    placeOf: ({ week }) => week,
  });
  return <CorrectionsPage {...{ corrections, held, excluded }} />;
}
