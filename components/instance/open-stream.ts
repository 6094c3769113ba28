import { onSite } from "@/lib/http/onSite";
/** How a stream of server-sent events is. */
export type Connection = "connecting" | "open" | "lost";

interface StreamOptions {
  /** What to do with the events of each name, given their data. */
  readonly events: Readonly<Record<string, (data: string) => void>>;
  readonly onConnection: (connection: Connection) => void;
}

/** A browser comes back by itself after a broken connection, but not after an answer that is no stream. */
const againMs = 3_000;

/** Listens to server-sent events of this site, coming back whenever the connection is lost. @returns how to stop */
export function openStream(path: string, { events, onConnection }: StreamOptions): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    const current = new EventSource(onSite(path));
    source = current;
    current.onopen = () => onConnection("open");
    current.onerror = () => {
      onConnection("lost");
      if (current.readyState !== EventSource.CLOSED) return;
      clearTimeout(timer);
      timer = setTimeout(connect, againMs);
    };
    for (const [name, take] of Object.entries(events)) {
      current.addEventListener(name, ({ data }) => take(String(data)));
    }
  }

  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
