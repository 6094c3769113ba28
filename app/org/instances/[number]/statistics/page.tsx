import type { InPath } from "@/app/_shared/pageProps";
import { statisticsPage } from "@/app/_shared/statisticsPage";
import { requireStored } from "../openLinked";

export const metadata = { title: "An instance and the statistics" };

/** `/org/instances/<number>/statistics`: an instance beside the published figures, and where it counts. */
export default async function Page({ params }: InPath<"number">) {
  const { instance } = await requireStored(params);
  return statisticsPage(instance);
}
