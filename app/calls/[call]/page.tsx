import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { PageProps } from "@/app/_shared/pageProps";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { CallPage } from "@/components/catalogue/call-page";
import { findCall } from "@/lib/catalogue";

export async function generateMetadata({ params }: PageProps<"call">): Promise<Metadata> {
  const call = findCall((await params).call);
  if (call === undefined) return { title: "Unknown call" };
  return { title: `${call.title} (${call.name})`, description: `${call.sentWhen} ${call.why}` };
}

/** `/calls/<name>`: all there is to say about a call. */
export default async function Page({ params }: PageProps<"call">) {
  const call = findCall((await params).call);
  if (call === undefined) notFound();
  return <CallPage call={call} baseUrl={await readBaseUrl()} />;
}
