import { answering } from "@/app/_shared/answering";
import { immutable, preflight, refusedData } from "@/app/_shared/dataResponse";
import { openHeaders } from "@/lib/http/headers";
import { readTilePath } from "@/lib/releases/log/tree/tiles";
import { getServices } from "@/lib/services";

interface Asked {
  readonly params: Promise<{ readonly path: readonly string[] }>;
}

/** `/log/tile/…`: hashes of the log's tree, and its entries, in tiles that never change (C2SP tlog-tiles). */
export function GET(_: Request, { params }: Asked): Promise<Response> {
  return answering(async () => {
    const asked = readTilePath((await params).path);
    if (asked === null) return refusedData("unknown_log_part");
    const { publicLog: log } = await getServices();
    const { level, index, width } = asked;
    const bytes = await (level === "entries" ? log.entryBundle(index, width) : log.tile(level, index, width));
    if (bytes === null) return refusedData("unknown_log_part");
    return new Response(Uint8Array.from(bytes), {
      headers: { ...openHeaders, "content-type": "application/octet-stream", "cache-control": immutable },
    });
  }, openHeaders);
}

export { preflight as OPTIONS };
