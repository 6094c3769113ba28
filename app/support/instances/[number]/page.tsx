import { nowPage } from "@/app/_shared/nowPage";
import type { InPath } from "@/app/_shared/pageProps";
import { lookAt } from "@/app/support/lookAt";
import { NothingStored } from "@/components/support/nothing-stored";

export const metadata = { title: "An instance" };

/** `/support/instances/<number>`: what an instance is now, under a grant. */
export default async function Page({ params }: InPath<"number">) {
  const { instance } = await lookAt(params, "Now");
  return (await nowPage(instance)) ?? <NothingStored instance={instance} />;
}
