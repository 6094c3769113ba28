import { readTypedId } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";
import { clientOf, goTo, readForm, refuseForm } from "../session";

/** Looks an instance up. Found or not, the answer is the same: the session holds the ID, and the page finds out. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request);
  if (form === null) return refuseForm();
  const services = await getServices();
  const text = form.get("id") ?? "";
  const result = await services.instances.lookUp(text, clientOf(request, services));
  if (result.kind === "limited") return goTo(request, `/instance?wait=${result.retryAfterSeconds}`, null);
  return goTo(request, "/instance", { instanceId: readTypedId(text) });
}
