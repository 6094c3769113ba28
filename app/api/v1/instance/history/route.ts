import { privateJson } from "@/app/_shared/privateResponse";
import { toJson } from "@/lib/http/json";
import { historyJsonSchema } from "@/lib/instances/history/history";
import { getServices } from "@/lib/services";
import { withInstance } from "../withInstance";

/** What the instance did over time, from its roll-ups. */
export function GET(request: Request): Promise<Response> {
  return withInstance(request, async (instance) =>
    privateJson(toJson(historyJsonSchema, await (await getServices()).instances.readHistory(instance))),
  );
}
