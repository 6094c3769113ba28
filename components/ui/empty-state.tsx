import type { ReactNode } from "react";

/** Stands where a chart or a list would be: says that there is nothing, why, and what would change it. */
export function EmptyState({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="border border-dashed border-rule-strong px-5 py-8">
      <p className="font-semibold">{title}</p>
      {children ? <div className="mt-1 max-w-measure text-sm text-ink-soft">{children}</div> : null}
    </div>
  );
}
