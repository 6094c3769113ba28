import type { Metadata } from "next";
import { eventsPage, type SearchParams } from "@/app/_shared/eventsPage";
import { lookAt } from "@/app/support/lookAt";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Events of an instance" };

interface EventsPageProps {
  params: Promise<{ number: string }>;
  searchParams: SearchParams;
}

/** `/support/instances/<number>/events`: what an instance sent, under a grant. */
export default async function Page({ params, searchParams }: EventsPageProps) {
  const { instance } = await lookAt(params, "Events");
  return eventsPage(instance, searchParams);
}
