import { bearerToken } from "@/lib/http/bearer";
import { notForAll } from "@/lib/http/forAll";
import { offSite } from "@/lib/http/onSite";
import { getServices } from "@/lib/services";

/** Who asks, as wrong guesses are counted; null where the address is not known. */
export async function clientOf(request: Request): Promise<string | null> {
  notForAll();
  return request.headers.get((await getServices()).clientAddressHeader);
}

/** The token of `Authorization: Bearer <token>`; null without one. */
export function bearerOf(request: Request): string | null {
  notForAll();
  return bearerToken(request.headers.get("authorization"));
}

/** The path of this service that is asked for. */
export function pathOf(request: Request): string {
  const { pathname } = new URL(request.url);
  return offSite(pathname) ?? pathname;
}

/** All values of each parameter of the address. */
export function parametersOf(request: Request): Record<string, string[]> {
  const { searchParams } = new URL(request.url);
  return Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
}
