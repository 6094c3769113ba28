import type { PageProps } from "@/app/_shared/pageProps";
import { EventList } from "@/components/catalogue/event-list";
import { readFilter } from "@/components/catalogue/find-event-types";
import { catalogue } from "@/lib/catalogue";
import { readUse } from "./readUse";

export const metadata = {
  title: "Events",
  description:
    "Every event type DBLab Engine sends, with its fields, why they are collected and what is kept of them.",
};

/** `/events`: every event type, searchable. */
export default async function EventsPage({ searchParams }: PageProps) {
  return <EventList catalogue={catalogue} filter={readFilter(await searchParams)} use={await readUse()} />;
}
