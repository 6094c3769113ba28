import { toNowJson } from "@/lib/instances/instanceJson";
import { getServices } from "@/lib/services";
import { notOpen, privateJson } from "../../../_shared/privateResponse";
import { withInstance } from "./withInstance";

export const dynamic = "force-dynamic";

/** What the instance is now. */
export function GET(request: Request): Promise<Response> {
  return withInstance(request, async (instance) => {
    const now = await (await getServices()).instances.readNow(instance);
    return now === null ? notOpen() : privateJson(toNowJson(now));
  });
}
