import { goTo } from "@/app/_shared/cookieSessions";
import { answerSignIn, withForm } from "@/app/_shared/forms";
import { getServices } from "@/lib/services";

/** Opens the operator's pages with the operator's token. */
export async function POST(request: Request): Promise<Response> {
  const { signIn, operatorTokenHash } = (await getServices()).organizations;
  if (operatorTokenHash === undefined) return withForm(request, () => goTo("/operator"));
  return answerSignIn(request, "operator", signIn.operator, (tokenHash) => ({ tokenHash }));
}
