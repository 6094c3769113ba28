import { answerSignOut } from "@/app/_shared/forms";

/** Ends the session. */
export function POST(request: Request): Promise<Response> {
  return answerSignOut(request, "organization");
}
