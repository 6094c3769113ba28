import { privateJson, refused } from "@/app/_shared/privateResponse";
import { toNowJson } from "@/lib/instances/now/instanceNow";
import { getServices } from "@/lib/services";
import { withInstance } from "./withInstance";

/** What the instance is now. */
export function GET(request: Request): Promise<Response> {
  return withInstance(request, async (instance) => {
    const now = await (await getServices()).instances.readNow(instance);
    return now === null ? refused("unknown_instance") : privateJson(toNowJson(now));
  });
}
