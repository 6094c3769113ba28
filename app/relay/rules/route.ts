import { goTo } from "@/app/_shared/cookieSessions";
import { catalogue } from "@/lib/catalogue";
import { rulesOfForm } from "@/lib/relay/rules";
import { withAdminForm } from "../readRelay";

/** Sets the rules of a relay. */
export function POST(request: Request): Promise<Response> {
  return withAdminForm(request, async (relay, form) => {
    const rules = rulesOfForm(
      form,
      catalogue.types.map(({ name }) => name),
    );
    if (rules === null) return goTo("/relay?rules=hours#rules");
    await relay.writeRules(rules);
    return goTo("/relay?rules=done#rules");
  });
}
