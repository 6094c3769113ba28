import { bearerToken } from "@/lib/http/bearer";
import { getServices } from "@/lib/services";

/** Who asks, as wrong guesses are counted; null where the address is not known. */
export async function clientOf(request: Request): Promise<string | null> {
  return request.headers.get((await getServices()).clientAddressHeader);
}

/** The token of `Authorization: Bearer <token>`; null without one. */
export function bearerOf(request: Request): string | null {
  return bearerToken(request.headers.get("authorization"));
}

/** All values of each parameter of the address. */
export function parametersOf(request: Request): Record<string, string[]> {
  const { searchParams } = new URL(request.url);
  return Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
}
