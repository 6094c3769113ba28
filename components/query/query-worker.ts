import { PGlite } from "@electric-sql/pglite";
import { onSite } from "@/lib/http/onSite";
import { QuerySession } from "@/lib/query/querySession";
import type { FromWorker, ToWorker } from "./query-messages";

/** PostgreSQL's settings: a tab has less memory than a server, and nothing in it outlives the tab. */
const settings = ["shared_buffers=32MB", "work_mem=16MB", "max_wal_size=64MB", "min_wal_size=32MB"];

let session: QuerySession | null = null;

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  answer(data).catch((error: unknown) =>
    tell({ kind: "ended", message: error instanceof Error ? error.message : String(error) }),
  );
});

async function answer(asked: ToWorker): Promise<void> {
  if (asked.kind === "csv")
    return tell({ kind: "csv", csv: new Blob([session?.csv() ?? ""], { type: "text/csv" }) });
  session ??= new QuerySession({
    tables: asked.tables,
    open: () => PGlite.create({ postgresqlconf: settings }),
    fetchTable: ({ file }) => fetchPacked(`${asked.releasePath}/${file}.gz`),
    onStage: (stage) => tell({ kind: "stage", stage }),
  });
  tell({ kind: "outcome", outcome: await session.run(asked.query) });
}

/** A file of a release as it is stored, packed, so that no server packs it again. */
async function fetchPacked(path: string): Promise<Blob> {
  const response = await fetch(onSite(path));
  if (!response.ok || response.body === null) throw new Error(`${path} was answered ${response.status}`);
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).blob();
}

function tell(message: FromWorker): void {
  postMessage(message);
}
