import { goTo } from "@/app/_shared/cookieSessions";

/**
 * `/console/<alias>/billing`: where engines send whoever asks for billing. It leads to the usage of the organization that
 * signs in, and says of no alias whether there is one.
 */
export function GET(): Response {
  return goTo("/org?to=usage");
}
