import { eventsPage } from "@/app/_shared/eventsPage";
import type { PageProps } from "@/app/_shared/pageProps";
import { requireStored } from "../openLinked";

export const metadata = { title: "Events of an instance" };

/** `/org/instances/<number>/events`: everything it sent. */
export default async function Page({ params, searchParams }: PageProps<"number">) {
  const { instance } = await requireStored(params);
  return eventsPage(instance, searchParams);
}
