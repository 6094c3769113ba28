import type { Metadata } from "next";
import { eventsPage, type SearchParams } from "@/app/_shared/eventsPage";
import { type NumberParams, requireStored } from "../openLinked";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Events of an instance" };

interface EventsPageProps {
  params: NumberParams;
  searchParams: SearchParams;
}

/** `/org/instances/<number>/events`: everything it sent. */
export default async function Page({ params, searchParams }: EventsPageProps) {
  const { instance } = await requireStored(params);
  return eventsPage(instance, searchParams);
}
