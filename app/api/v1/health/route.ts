import { respond } from "@/app/_shared/answering";
import { getServices } from "@/lib/services";
import { checkHealth } from "@/lib/status/checkHealth";

/** Whether this process can write; for load balancers. */
export async function GET(): Promise<Response> {
  return respond(await checkHealth((await getServices()).database));
}
