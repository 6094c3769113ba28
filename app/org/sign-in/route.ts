import { answerSignIn } from "@/app/_shared/forms";
import { getServices } from "@/lib/services";

/** Opens an organization's pages with one of its access tokens. */
export async function POST(request: Request): Promise<Response> {
  const { signIn } = (await getServices()).organizations;
  return answerSignIn(request, "organization", signIn.organization, ({ tokenId }) => ({ tokenId }));
}
