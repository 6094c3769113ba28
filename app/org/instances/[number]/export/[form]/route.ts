import { exportResponse } from "@/app/_shared/exportResponse";
import type { InPath } from "@/app/_shared/pageProps";
import { refused } from "@/app/_shared/privateResponse";
import { openStored } from "../../openLinked";

/** Everything that is stored of an instance of the organization, as a file. */
export async function GET(request: Request, { params }: InPath<"number" | "form">): Promise<Response> {
  const open = await openStored(params);
  if (open === null) return refused("unknown_instance");
  return exportResponse(request, open.instance, (await params).form);
}
