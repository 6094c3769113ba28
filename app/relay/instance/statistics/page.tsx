import { statisticsPage } from "@/app/_shared/statisticsPage";
import { requireChosen } from "../openChosen";

export const metadata = { title: "An instance and the statistics" };

/** `/relay/instance/statistics`: the chosen instance beside the published figures. */
export default async function Page() {
  return statisticsPage((await requireChosen()).instance);
}
