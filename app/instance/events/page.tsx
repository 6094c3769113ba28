import { redirect } from "next/navigation";
import { eventsPage } from "@/app/_shared/eventsPage";
import type { PageProps } from "@/app/_shared/pageProps";
import { readInstance } from "../readInstance";

export const metadata = { title: "Events of my instance" };

/** `/instance/events`: everything the session's instance sent. */
export default async function Page({ searchParams }: PageProps) {
  const state = await readInstance();
  if (state.kind !== "open") redirect("/instance");
  return eventsPage(state.instance, searchParams);
}
