import { getServices } from "@/lib/services";
import { checkHealth } from "@/lib/status/checkHealth";

export const dynamic = "force-dynamic";

/** Whether this process can write; for load balancers. */
export async function GET(): Promise<Response> {
  const { database } = await getServices();
  const { body, status, headers } = await checkHealth(database);
  return new Response(body, { status, headers });
}
