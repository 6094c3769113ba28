import { exportResponse } from "@/app/_shared/exportResponse";
import type { InPath } from "@/app/_shared/pageProps";
import { withOrganizationInstance } from "../../../withOrganizationInstance";

/** Everything that is stored of one of the organization's instances; `form` is `ndjson` where it is not given. */
export async function GET(request: Request, { params }: InPath<"number">): Promise<Response> {
  const form = new URL(request.url).searchParams.get("form") ?? "ndjson";
  return withOrganizationInstance(request, (await params).number, (instance) =>
    exportResponse(request, instance, form),
  );
}
