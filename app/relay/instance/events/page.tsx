import { eventsPage } from "@/app/_shared/eventsPage";
import type { PageProps } from "@/app/_shared/pageProps";
import { requireChosen } from "../openChosen";

export const metadata = { title: "Events, and what of them left" };

/** `/relay/instance/events`: everything the chosen instance sent, with what of each event left. */
export default async function Page({ searchParams }: PageProps) {
  const { instance, relay } = await requireChosen();
  return eventsPage(instance, searchParams, relay.readFates);
}
