import { goTo, goToWith } from "@/app/_shared/cookieSessions";
import { withForm } from "@/app/_shared/forms";
import { readTypedId } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";
import { findOpenInstance } from "../readInstance";

/** Erases the session's instance once its ID was typed again. */
export function POST(request: Request): Promise<Response> {
  return withForm(request, async (form) => {
    const instance = await findOpenInstance();
    if (instance === null) return goTo("/instance");
    if (readTypedId(form.get("confirm") ?? "") !== instance.instanceId) {
      return goTo("/instance/data?error=confirm");
    }
    const { instances } = await getServices();
    const receipt = await instances.erase(instance, { refuseEvents: form.get("refuse") === "on" });
    if (receipt === null) return goTo("/instance");
    const session = { instanceId: instance.instanceId, receiptId: receipt.id };
    return goToWith(request, "/instance", "instance", session);
  });
}
