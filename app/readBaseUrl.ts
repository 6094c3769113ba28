import { headers } from "next/headers";
import { getServices } from "@/lib/services";

/** The address under which the reader sees this installation: PUBLIC_URL, or what the request says. No slash at the end. */
export async function readBaseUrl(): Promise<string> {
  const { settings } = await getServices();
  const host = (await headers()).get("host") ?? `localhost:${settings.port}`;
  return settings.publicUrl ?? `http://${host}`;
}
