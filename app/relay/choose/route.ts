import { goTo, goToWith } from "@/app/_shared/cookieSessions";
import { instanceIdSchema } from "@/lib/catalogue";
import { withAdminForm } from "../readRelay";

/** Shows what left of one instance: its ID is in the session, and in no address. */
export function POST(request: Request): Promise<Response> {
  return withAdminForm(request, ({ tokenHash }, form) => {
    const instanceId = instanceIdSchema.safeParse((form.get("id") ?? "").trim());
    return instanceId.success
      ? goToWith(request, "/relay#instance", "relay", { tokenHash, instanceId: instanceId.data })
      : goTo("/relay?instance=wrong#instance");
  });
}
