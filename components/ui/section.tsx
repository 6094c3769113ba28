import type { ReactNode } from "react";

interface SectionProps {
  /** The anchor; a link to it stands beside the heading. */
  id: string;
  title: ReactNode;
  /** A sentence under the heading. */
  lead?: ReactNode;
  /** 2 for the parts of a page, 3 for parts of those. */
  level?: 2 | 3;
  children?: ReactNode;
}

/** A part of a page with a heading that can be linked to. */
export function Section({ id, title, lead, level = 2, children }: SectionProps) {
  const Heading = level === 2 ? "h2" : "h3";
  const headingId = `${id}-heading`;
  return (
    <section
      id={id}
      aria-labelledby={headingId}
      className={level === 2 ? "border-t border-rule pt-6" : "pt-2"}
    >
      <div className="group mb-4 max-w-measure">
        <Heading className={level === 2 ? "text-xl" : "text-[1.0625rem] leading-normal"}>
          <span id={headingId}>{title}</span>
          <a
            href={`#${id}`}
            aria-label="Link to this section"
            className="screen-only ml-2 font-normal text-ink-soft no-underline opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
          >
            #
          </a>
        </Heading>
        {lead ? <p className="mt-1.5 text-ink-soft">{lead}</p> : null}
      </div>
      {children}
    </section>
  );
}
