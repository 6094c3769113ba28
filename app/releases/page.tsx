import type { Metadata } from "next";
import { listPart } from "@/app/_shared/listPart";
import type { PageProps } from "@/app/_shared/pageProps";
import { ReleaseList } from "@/components/releases/release-list";
import { noticesAt } from "@/lib/releases/notices/notices";
import { isReleaseId } from "@/lib/releases/store/releases";
import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Releases",
  description:
    "The published figures as data that can be cited, checked and loaded: every release as CSV, Parquet, SQL and JSON.",
};

/** `/releases`: every release, newest first. */
export default async function Page({ searchParams }: PageProps) {
  const { releases, settings } = await getServices();
  const shown = await listPart(await searchParams, {
    ...{ name: "after", at: "/releases", anchor: "all" },
    isPlace: isReleaseId,
    read: releases.list,
    placeOf: ({ id }) => id,
  });
  return (
    <ReleaseList
      releases={shown}
      notices={noticesAt(new Date().toISOString())}
      isPrivate={settings.isPrivate}
    />
  );
}
