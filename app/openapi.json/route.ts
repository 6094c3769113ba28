import { readOpenApi } from "./readOpenApi";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  return Response.json(await readOpenApi(), { headers: { "cache-control": "no-cache" } });
}
