import type { ReactNode } from "react";

/** Running text. Plain paragraphs, lists, code and links inside it are set by the style sheet. */
export function Prose({ children }: { children: ReactNode }) {
  return <div className="prose">{children}</div>;
}
