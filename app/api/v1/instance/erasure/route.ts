import { z } from "zod";
import { answering } from "@/app/_shared/answering";
import { bearerOf, clientOf } from "@/app/_shared/client";
import { privateJson, refused } from "@/app/_shared/privateResponse";
import { toJson } from "@/lib/http/json";
import { readRequestBody } from "@/lib/http/readBody";
import { parseJson } from "@/lib/ingest/parseJson";
import { erasureRequestSchema, undoneJsonSchema } from "@/lib/instances/erasure/erasureJson";
import { receiptJsonSchema } from "@/lib/instances/erasure/receipt";
import { getServices } from "@/lib/services";
import { withInstance } from "../withInstance";

const maximumBodyBytes = 4096;

/** Erases the instance: hidden at once, purged after seven days. `202` with the receipt. */
export function POST(request: Request): Promise<Response> {
  return withInstance(request, async (instance) => {
    if (instance.isExample) return refused("not_erasable");
    const body = await readBody(request);
    if (!body.success) return refused("invalid_parameter", { message: z.prettifyError(body.error) });
    if (body.data.confirm !== instance.instanceId) {
      return refused("invalid_parameter", { message: "confirm must repeat the instance ID" });
    }
    const { instances } = await getServices();
    const receipt = await instances.erase(instance, { refuseEvents: body.data.refuse_events });
    return receipt === null
      ? refused("unknown_instance")
      : privateJson(toJson(receiptJsonSchema, receipt), 202);
  });
}

/** Undoes an erasure that is not purged yet, or takes the events of a purged instance again. */
export function DELETE(request: Request): Promise<Response> {
  return answering(async () => {
    const token = bearerOf(request);
    if (token === null) return refused("unauthorized");
    const { instances } = await getServices();
    const undone = await instances.undo(token, await clientOf(request));
    if (undone.kind === "limited") return refused("too_many_look_ups", undone);
    if (undone.kind === "notFound") return refused("unknown_instance");
    const receipt = undone.kind === "restored" ? undone.receipt : null;
    return privateJson(toJson(undoneJsonSchema, { undone: undone.kind, receipt }));
  });
}

async function readBody(request: Request) {
  const bytes = await readRequestBody(request, maximumBodyBytes);
  const parsed = parseJson(Buffer.from(bytes ?? []).toString("utf8"));
  return erasureRequestSchema.safeParse(parsed.ok ? parsed.value : undefined);
}
