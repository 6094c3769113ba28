import { answerSignIn } from "@/app/_shared/forms";
import { getServices } from "@/lib/services";

/** Opens the pages of support with a member's token. */
export async function POST(request: Request): Promise<Response> {
  const { signIn } = (await getServices()).organizations;
  return answerSignIn(request, "support", signIn.support, ({ id }) => ({ memberId: id }));
}
