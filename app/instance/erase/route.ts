import { readTypedId } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";
import { findOpenInstance, goTo, readForm, refuseForm } from "../session";

/** Erases the session's instance once its ID was typed again. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request);
  if (form === null) return refuseForm();
  const instance = await findOpenInstance();
  if (instance === null) return goTo(request, "/instance");
  if (readTypedId(form.get("confirm") ?? "") !== instance.instanceId) {
    return goTo(request, "/instance/data?error=confirm");
  }
  const { instances } = await getServices();
  const receipt = await instances.erase(instance, { refuseEvents: form.get("refuse") === "on" });
  if (receipt === null) return goTo(request, "/instance");
  return goTo(request, "/instance", { instanceId: instance.instanceId, receiptId: receipt.id });
}
