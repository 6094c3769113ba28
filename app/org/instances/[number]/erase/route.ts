import { goTo } from "@/app/_shared/cookieSessions";
import { readTypedId } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";
import type { NumberParams } from "../readLinked";
import { noteErasure, withLinkedForm } from "../withLinkedForm";

/** Erases an instance of the organization once its ID was typed again. */
export function POST(request: Request, { params }: { params: NumberParams }): Promise<Response> {
  return withLinkedForm(request, params, async (form, state) => {
    const { instance } = state;
    if (readTypedId(form.get("confirm") ?? "") !== instance.instanceId) {
      return goTo(`${instance.base}/data?error=confirm`);
    }
    const { instances } = await getServices();
    const refuseEvents = form.get("refuse") === "on";
    const receipt = await instances.erase(instance, { refuseEvents });
    if (receipt !== null) {
      await noteErasure(state, "instance erased", refuseEvents ? "; later events are refused" : "");
    }
    return goTo(instance.base);
  });
}
