import type { ReactNode } from "react";
import { sayCount } from "@/lib/words/sayNumbers";

interface FigureProps {
  /** What is counted or over which period; short. */
  label: ReactNode;
  /** A number is grouped by thousands; anything else is shown as it is. */
  value: number | string;
  /** A line under the number: the denominator, the period, what is left out. */
  note?: ReactNode;
  /** A small picture right of the number. */
  course?: ReactNode;
}

/** One number with its name. Stands inside `Figures`. */
export function Figure({ label, value, note, course }: FigureProps) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className="mt-0.5 flex items-center gap-3 text-lg font-semibold tracking-tight tabular-nums sm:text-2xl">
        {typeof value === "number" ? sayCount(value) : value}
        {course}
      </dd>
      {note ? <dd className="mt-0.5 text-xs text-ink-soft">{note}</dd> : null}
    </div>
  );
}

interface FiguresProps {
  title: ReactNode;
  /** The level of the title's heading: 2 right under a page's title, 3 inside a section. */
  level?: 2 | 3;
  children: ReactNode;
}

/** A titled row of up to three figures. */
export function Figures({ title, level = 3, children }: FiguresProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="border-t-2 border-ink pt-2.5">
      <Heading className="text-sm font-semibold tracking-normal">{title}</Heading>
      <dl className="mt-3 grid grid-cols-[1fr_1fr_minmax(6.5rem,auto)] gap-x-4 gap-y-5 sm:grid-cols-3">
        {children}
      </dl>
    </div>
  );
}

interface KeyFiguresProps {
  /** Names the section: its heading has the anchor `<id>-heading`. */
  id: string;
  title: ReactNode;
  children: ReactNode;
}

/** The four figures that a page begins with. */
export function KeyFigures({ id, title, children }: KeyFiguresProps) {
  return (
    <section aria-labelledby={`${id}-heading`} className="border-t-2 border-ink pt-2.5">
      <h2 id={`${id}-heading`} className="text-sm font-semibold tracking-normal">
        {title}
      </h2>
      <dl className="mt-3 grid grid-cols-2 gap-x-8 gap-y-6 lg:grid-cols-4">{children}</dl>
    </section>
  );
}
