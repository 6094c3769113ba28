import { respond } from "@/app/_shared/answering";
import { getServices } from "@/lib/services";
import { checkLife } from "@/lib/status/checkLife";

export const dynamic = "force-dynamic";

/** Whether this process answers; for what starts it anew where it does not. */
export async function GET(): Promise<Response> {
  await getServices();
  return respond(checkLife());
}
