import type { Connection } from "./open-stream";

/** A dot that says the same as the words beside it. */
export function ConnectionMark({ connection }: { connection: Connection | "off" }) {
  const color = connection === "open" ? "bg-good" : connection === "lost" ? "bg-caution" : "bg-rule-strong";
  return <span aria-hidden="true" className={`inline-block size-2 shrink-0 rounded-full ${color}`} />;
}
