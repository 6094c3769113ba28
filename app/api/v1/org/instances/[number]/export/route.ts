import { exportResponse } from "@/app/_shared/exportResponse";
import { withOrganizationInstance } from "../../../withOrganizationInstance";

export const dynamic = "force-dynamic";

/** Everything that is stored of one of the organization's instances; `form` is `ndjson` where it is not given. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ number: string }> },
): Promise<Response> {
  const form = new URL(request.url).searchParams.get("form") ?? "ndjson";
  return withOrganizationInstance(request, (await params).number, (instance) =>
    exportResponse(instance, form),
  );
}
