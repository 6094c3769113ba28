import { headers } from "next/headers";
import { baseUrlOf } from "@/lib/http/baseUrl";
import { getServices } from "@/lib/services";

/** The address under which the reader sees this installation; see `baseUrlOf`. */
export async function readBaseUrl(): Promise<string> {
  const { settings } = await getServices();
  return baseUrlOf(settings, await headers());
}
