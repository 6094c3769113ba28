import { exportResponse } from "@/app/_shared/exportResponse";
import { withInstance } from "../withInstance";

/** Everything that is stored of the instance; `form` is `ndjson` where it is not given. */
export function GET(request: Request): Promise<Response> {
  const form = new URL(request.url).searchParams.get("form") ?? "ndjson";
  return withInstance(request, (instance) => exportResponse(request, instance, form));
}
