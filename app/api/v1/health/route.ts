import { respond } from "@/app/_shared/answering";
import { getServices } from "@/lib/services";
import { checkHealth } from "@/lib/status/checkHealth";

/** Whether this process takes events; for load balancers. */
export async function GET(): Promise<Response> {
  const { database, readSpool } = await getServices();
  return respond(await checkHealth(database, readSpool()));
}
