import { goTo } from "@/app/_shared/cookieSessions";
import { readErasure } from "@/lib/organizations/instances/readErasure";
import { getServices } from "@/lib/services";
import type { NumberParams } from "../readLinked";
import { noteErasure, withLinkedForm } from "../withLinkedForm";

/** Undoes the erasure of an instance of the organization, or takes its events again where they are refused. */
export function POST(request: Request, { params }: { params: NumberParams }): Promise<Response> {
  return withLinkedForm(request, params, async (_, state) => {
    const { instance, erased } = state;
    if (erased === null) return goTo(instance.base);
    const { instances, organizations } = await getServices();
    await instances.undoErasureOf(instance.key);
    // A purge that had begun goes on, and the instance stays hidden.
    const left = await readErasure(organizations.database, instance.key);
    if (left === null) {
      await noteErasure(
        state,
        "erasure undone",
        erased.kind === "refused" ? "; its events are taken again" : "",
      );
    }
    return goTo(instance.base);
  });
}
