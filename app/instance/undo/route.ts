import { clientOf } from "@/app/_shared/client";
import { goTo, goToWith, readSession } from "@/app/_shared/cookieSessions";
import { withForm } from "@/app/_shared/forms";
import { readTypedId } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";

/** Undoes the erasure of the session's instance, or of the one whose ID was typed. */
export function POST(request: Request): Promise<Response> {
  return withForm(request, async (form) => {
    const { instances, noteFailure } = await getServices();
    const text = form.get("id") ?? (await readSession("instance"))?.instanceId ?? "";
    const undone = await instances.undo(text, await clientOf(request));
    if (undone.kind === "limited") noteFailure("/instance", "limited");
    if (undone.kind === "limited") return goTo(`/instance?wait=${undone.retryAfterSeconds}`);
    if (undone.kind === "notFound") return goTo("/instance?undo=none");
    const path = undone.kind === "accepted" ? "/instance?accepted=1" : "/instance";
    return goToWith(request, path, "instance", { instanceId: readTypedId(text) });
  });
}
