import { exportResponse } from "@/app/_shared/exportResponse";
import { refused } from "@/app/_shared/privateResponse";
import { findOpenInstance } from "../../readInstance";

/** Everything that is stored of the session's instance, as a file. */
export async function GET(_: Request, context: { params: Promise<{ form: string }> }): Promise<Response> {
  const instance = await findOpenInstance();
  return instance === null
    ? refused("unknown_instance")
    : exportResponse(instance, (await context.params).form);
}
