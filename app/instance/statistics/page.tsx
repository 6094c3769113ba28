import { redirect } from "next/navigation";
import { statisticsPage } from "@/app/_shared/statisticsPage";
import { readInstance } from "../readInstance";

export const metadata = { title: "My instance and the statistics" };

/** `/instance/statistics`: the session's instance beside the published figures, and where it counts. */
export default async function Page() {
  const state = await readInstance();
  if (state.kind !== "open") redirect("/instance");
  return statisticsPage(state.instance);
}
