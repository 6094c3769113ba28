import { goTo } from "@/app/_shared/cookieSessions";
import type { InPath } from "@/app/_shared/pageProps";
import { eraseLinkedInstance } from "@/lib/organizations/links/eraseLinkedInstance";
import { getServices } from "@/lib/services";
import { withLinkedForm } from "../openLinked";

/** Erases an instance of the organization once its ID was typed again. */
export function POST(request: Request, { params }: InPath<"number">): Promise<Response> {
  return withLinkedForm(request, params, async (form, { context, organizationId, linked, instance }) => {
    const { number } = linked;
    const [confirm, refuse] = [form.get("confirm"), form.get("refuse")];
    await eraseLinkedInstance(context, { organizationId, number, confirm, refuse });
    await (await getServices()).instances.erasuresChanged();
    return goTo(instance.base);
  });
}
