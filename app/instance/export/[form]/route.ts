import { exportResponse } from "@/app/_shared/exportResponse";
import { withOpenInstance } from "../../readInstance";

/** Everything that is stored of the session's instance, as a file. */
export function GET(_: Request, { params }: { params: Promise<{ form: string }> }): Promise<Response> {
  return withOpenInstance(async (instance) => exportResponse(instance, (await params).form));
}
