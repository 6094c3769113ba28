import { privateJson } from "@/app/_shared/privateResponse";
import { toJson } from "@/lib/http/json";
import { instanceStatisticsJsonSchema } from "@/lib/instances/compare/types";
import { getServices } from "@/lib/services";
import { withInstance } from "../withInstance";

/** The instance beside the published figures, and where it counts in them. */
export function GET(request: Request): Promise<Response> {
  return withInstance(request, async (instance) => {
    const { instances } = await getServices();
    const [compared, counted] = await Promise.all([
      instances.compare(instance),
      instances.readCountedIn(instance),
    ]);
    return privateJson(toJson(instanceStatisticsJsonSchema, { compared, counted }));
  });
}
