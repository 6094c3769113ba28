import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { eventsPage, type SearchParams } from "@/app/_shared/eventsPage";
import { readInstance } from "../readInstance";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Events of my instance" };

/** `/instance/events`: everything the session's instance sent. */
export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const state = await readInstance();
  if (state.kind !== "open") redirect("/instance");
  return eventsPage(state.instance, searchParams);
}
