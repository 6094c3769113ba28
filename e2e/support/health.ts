import { z } from "zod";

const Health = z.object({ status: z.string(), waiting: z.number().optional() });

/** What a server says of itself while it takes events. */
export async function readHealth(url: string): Promise<z.infer<typeof Health>> {
  return Health.parse(await (await fetch(new URL("/api/v1/health", url))).json());
}
