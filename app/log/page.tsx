import type { Metadata } from "next";
import { listPart } from "@/app/_shared/listPart";
import type { PageProps } from "@/app/_shared/pageProps";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { LogPage } from "@/components/releases/log-page";
import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Transparency log",
  description:
    "What this service published and promised, in a log that only grows, and how anybody checks it.",
};

/** `/log`: the transparency log, explained and checked in the browser. */
export default async function Page({ searchParams }: PageProps) {
  const { publicLog: log } = await getServices();
  const entries = await listPart(await searchParams, {
    ...{ name: "before", at: "/log", anchor: "entries" },
    isPlace: (text) => /^\d{1,9}$/.test(text),
    read: log.entries,
    placeOf: ({ place }) => String(place),
  });
  return (
    <LogPage
      {...{ entries }}
      logKey={log.key}
      checkpoint={await log.checkpoint()}
      baseUrl={await readBaseUrl()}
    />
  );
}
