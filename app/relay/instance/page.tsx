import { notFound } from "next/navigation";
import { nowPage } from "@/app/_shared/nowPage";
import { requireChosen } from "./openChosen";

export const metadata = { title: "An instance behind this relay" };

/** `/relay/instance`: what the chosen instance is now. */
export default async function Page() {
  const { instance } = await requireChosen();
  return (await nowPage(instance)) ?? notFound();
}
