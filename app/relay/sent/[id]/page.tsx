import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { PageProps } from "@/app/_shared/pageProps";
import { SentPage } from "@/components/relay/sent-page";
import { requireRelay } from "../../readRelay";

export const metadata: Metadata = { title: "What left" };

/** `/relay/sent/<id>`: a request that left, before and after the rules, with its answer. */
export default async function Page({ params }: PageProps<"id">) {
  const relay = await requireRelay();
  const { id } = await params;
  const request = /^\d+-\d+$/.test(id) ? relay.findSent(id) : null;
  if (request === null) notFound();
  return <SentPage request={request} />;
}
