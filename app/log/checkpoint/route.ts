import { answering } from "@/app/_shared/answering";
import { preflight, refusedData } from "@/app/_shared/dataResponse";
import { openHeaders } from "@/lib/http/headers";
import { getServices } from "@/lib/services";

/** `/log/checkpoint`: what the log is, signed (C2SP tlog-checkpoint). */
export function GET(): Promise<Response> {
  return answering(async () => {
    const checkpoint = await (await getServices()).publicLog.checkpoint();
    if (checkpoint === null) return refusedData("unknown_log_part");
    return new Response(checkpoint, {
      headers: {
        ...openHeaders,
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "public, max-age=5, must-revalidate",
      },
    });
  }, openHeaders);
}

export { preflight as OPTIONS };
