import { readTypedId } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";
import { clientOf, goTo, readForm, readSession, refuseForm } from "../session";

/** Undoes the erasure of the session's instance, or of the one whose ID was typed. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request);
  if (form === null) return refuseForm();
  const services = await getServices();
  const text = form.get("id") ?? (await readSession())?.instanceId ?? "";
  const undone = await services.instances.undo(text, clientOf(request, services));
  if (undone.kind === "limited") return goTo(request, `/instance?wait=${undone.retryAfterSeconds}`);
  if (undone.kind === "notFound") return goTo(request, "/instance?undo=none");
  const session = { instanceId: readTypedId(text) };
  return goTo(request, undone.kind === "accepted" ? "/instance?accepted=1" : "/instance", session);
}
