import { z } from "zod";
import { parseJson } from "@/lib/ingest/parseJson";
import { readLimited } from "@/lib/ingest/readLimited";
import { erasureRequestSchema, toReceiptJson } from "@/lib/instances/instanceJson";
import { getServices } from "@/lib/services";
import { notOpen, privateJson, refusedAccess } from "../../../../_shared/privateResponse";
import { bearerOf, withInstance } from "../withInstance";

export const dynamic = "force-dynamic";

const maximumBodyBytes = 4096;

/** Erases the instance: hidden at once, purged after seven days. `202` with the receipt. */
export function POST(request: Request): Promise<Response> {
  return withInstance(request, async (instance) => {
    if (instance.isExample) return refusedAccess("not_erasable");
    const body = await readBody(request);
    if (!body.success) {
      return refusedAccess("invalid_request", { message: z.prettifyError(body.error) });
    }
    if (body.data.confirm !== instance.instanceId) {
      return refusedAccess("invalid_request", { message: "confirm must repeat the instance ID" });
    }
    const { instances } = await getServices();
    const receipt = await instances.erase(instance, { refuseEvents: body.data.refuse_events });
    return receipt === null ? notOpen() : privateJson(toReceiptJson(receipt), 202);
  });
}

/** Undoes an erasure that is not purged yet, or takes the events of a purged instance again. */
export async function DELETE(request: Request): Promise<Response> {
  const token = bearerOf(request);
  if (token === null) return refusedAccess("unauthorized");
  const { instances, clientAddressHeader } = await getServices();
  const undone = await instances.undo(token, request.headers.get(clientAddressHeader));
  if (undone.kind === "limited") {
    return refusedAccess("too_many_look_ups", { retryAfterSeconds: undone.retryAfterSeconds });
  }
  if (undone.kind === "notFound") return notOpen();
  const receipt =
    undone.kind === "restored" && undone.receipt !== null ? toReceiptJson(undone.receipt) : null;
  return privateJson({ undone: undone.kind, receipt });
}

async function readBody(request: Request) {
  const bytes = await readLimited(request.body, maximumBodyBytes);
  const parsed = parseJson(Buffer.from(bytes ?? []).toString("utf8"));
  return erasureRequestSchema.safeParse(parsed.ok ? parsed.value : undefined);
}
