import { redirect } from "next/navigation";
import type { PageProps } from "@/app/_shared/pageProps";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { DataPage } from "@/components/instance/data/data-page";
import { readInstance } from "../readInstance";

export const metadata = { title: "Data and erasure" };

/** `/instance/data`: the session's instance as files, and its erasure. */
export default async function Page({ searchParams }: PageProps) {
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
