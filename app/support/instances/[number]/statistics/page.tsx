import type { InPath } from "@/app/_shared/pageProps";
import { statisticsPage } from "@/app/_shared/statisticsPage";
import { lookAt } from "@/app/support/lookAt";

export const metadata = { title: "An instance and the statistics" };

/** `/support/instances/<number>/statistics`: an instance beside the published figures, under a grant. */
export default async function Page({ params }: InPath<"number">) {
  const { instance } = await lookAt(params, "Statistics");
  return statisticsPage(instance);
}
