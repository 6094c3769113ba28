import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import type { PageProps } from "@/app/_shared/pageProps";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { publicUrl } from "@/components/frame/site";
import { ReleasePage } from "@/components/releases/release-page";
import { StructuredData } from "@/components/releases/structured-data";
import { shortCroissant } from "@/lib/releases/make/describe/shortCroissant";
import { citeRelease, daysOf } from "@/lib/releases/make/describe/words";
import { getServices } from "@/lib/services";
import { statistics } from "@/lib/statistics/declared/statistics";

export async function generateMetadata({ params }: PageProps<"release">): Promise<Metadata> {
  const { release: id } = await params;
  return {
    title: `Release ${id}`,
    description: `The published figures of ${id} as CSV, Parquet, SQL and JSON, with checksums and a proof.`,
    ...(publicUrl() ? { alternates: { canonical: `/releases/${id}` } } : {}),
  };
}

/** `/releases/<id>`: a release with its files; `latest` leads to the newest. */
export default async function Page({ params }: PageProps<"release">) {
  const { release: id } = await params;
  const { releases, publicLog: log } = await getServices();
  const release = await releases.find(id);
  if (release === null) notFound();
  if (id === "latest") redirect(`/releases/${release.id}`);
  const [files, before, entry, croissant, baseUrl] = await Promise.all([
    releases.files(release.id),
    releases.before(release),
    log.find("release", release.id),
    releases.text(release.id, "croissant.json"),
    readBaseUrl(),
  ]);
  const named = {
    ...{ id: release.id, publishedAt: release.publishedAt, baseUrl },
    weeks: release.about.weeks.map(([start, revision]) => ({ start, revision, computedAt: "" })),
  };
  return (
    <>
      <StructuredData data={shortCroissant(croissant)} />
      <ReleasePage
        {...{ release, before, files, statistics, baseUrl }}
        place={entry?.place ?? null}
        citation={citeRelease(named)}
        days={daysOf(named)}
      />
    </>
  );
}
