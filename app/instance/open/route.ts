import { clientOf } from "@/app/_shared/client";
import { goToWith } from "@/app/_shared/cookieSessions";
import { withForm } from "@/app/_shared/forms";
import { readTypedId } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";

/** Looks an instance up. Found or not, the answer is the same: the session holds the ID, and the page finds out. */
export function POST(request: Request): Promise<Response> {
  return withForm(request, async (form) => {
    const { instances, noteFailure } = await getServices();
    const text = form.get("id") ?? "";
    const result = await instances.lookUp(text, await clientOf(request));
    if (result.kind === "limited") {
      noteFailure("/instance", "limited");
      return goToWith(request, `/instance?wait=${result.retryAfterSeconds}`, "instance", null);
    }
    return goToWith(request, "/instance", "instance", { instanceId: readTypedId(text) });
  });
}
