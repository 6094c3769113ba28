import { eventsPage } from "@/app/_shared/eventsPage";
import type { PageProps } from "@/app/_shared/pageProps";
import { lookAt } from "@/app/support/lookAt";

export const metadata = { title: "Events of an instance" };

/** `/support/instances/<number>/events`: what an instance sent, under a grant. */
export default async function Page({ params, searchParams }: PageProps<"number">) {
  const { instance } = await lookAt(params, "Events");
  return eventsPage(instance, searchParams);
}
