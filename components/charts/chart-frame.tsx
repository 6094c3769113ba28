import type { ReactNode } from "react";

interface ChartFrameProps {
  /** Distinct on its page. */
  id: string;
  /** The takeaway, as a sentence. */
  title: ReactNode;
  /** The level of the title's heading: 2 right under a page's title, 3 inside a section. */
  level?: 2 | 3;
  /** What is drawn: quantity, unit, period. */
  subtitle: ReactNode;
  /** The drawing; absent where there is nothing to draw. */
  children?: ReactNode;
  /** The same numbers as a table. Always there: closed under the chart, and printed. */
  table: ReactNode;
  /** n, period, when it was computed, and what the reader must know about it. */
  note: ReactNode;
}

/** A chart with everything that makes it readable without seeing it, and without a script. */
export function ChartFrame({ id, title, level = 3, subtitle, children, table, note }: ChartFrameProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <figure id={id} aria-labelledby={`${id}-title`} className="min-w-0">
      <figcaption>
        <Heading id={`${id}-title`} className="max-w-measure text-lg leading-snug">
          {title}
        </Heading>
        <p className="mt-0.5 text-sm text-ink-soft">{subtitle}</p>
      </figcaption>
      <div className="mt-3">{children}</div>
      <p className="mt-2 text-xs text-ink-soft">{note}</p>
      <details className="mt-3 border-t border-rule pt-2">
        <summary className="w-fit py-1 text-sm text-accent">The numbers as a table</summary>
        <div className="mt-2">{table}</div>
      </details>
    </figure>
  );
}
