import { exportResponse } from "@/app/_shared/exportResponse";
import type { InPath } from "@/app/_shared/pageProps";
import { withOpenInstance } from "../../readInstance";

/** Everything that is stored of the session's instance, as a file. */
export function GET(request: Request, { params }: InPath<"form">): Promise<Response> {
  return withOpenInstance(async (instance) => exportResponse(request, instance, (await params).form));
}
