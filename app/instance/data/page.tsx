import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { DataPage } from "@/components/instance/data/data-page";
import { readInstance } from "../readInstance";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Data and erasure" };

interface DataPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/instance/data`: the session's instance as files, and its erasure. */
export default async function Page({ searchParams }: DataPageProps) {
  const state = await readInstance();
  if (state.kind !== "open") redirect("/instance");
  const { error } = await searchParams;
  return (
    <DataPage
      instance={state.instance}
      isWronglyConfirmed={error === "confirm"}
      baseUrl={await readBaseUrl()}
    />
  );
}
