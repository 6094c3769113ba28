import { privateJson } from "@/app/_shared/privateResponse";
import { toHistoryJson } from "@/lib/instances/instanceJson";
import { getServices } from "@/lib/services";
import { withInstance } from "../withInstance";

/** What the instance did over time, from its roll-ups. */
export function GET(request: Request): Promise<Response> {
  return withInstance(request, async (instance) =>
    privateJson(toHistoryJson(await (await getServices()).instances.readHistory(instance))),
  );
}
