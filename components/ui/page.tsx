import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface PageProps {
  title: ReactNode;
  /** One or two sentences under the title: what the page answers. */
  lead?: ReactNode;
  /** Small line above the title: where the reader is, such as a link to the list this page belongs to. */
  above?: ReactNode;
  /** Stands at the right of the title on wide screens, under the lead on small ones. */
  aside?: ReactNode;
  /** `text` keeps everything in the reading measure; `wide` lets figures and tables use the frame. */
  width?: "text" | "wide";
  /** Keeps the title small and all close together, so that what the page is about is on the first screen. */
  dense?: boolean;
  children?: ReactNode;
}

/** The body of a page inside the frame: one h1, its lead, then sections. */
export function Page({ title, lead, above, aside, width = "wide", dense = false, children }: PageProps) {
  return (
    <div
      className={classNames(
        "mx-auto w-full max-w-frame px-4 pb-20 sm:px-6",
        dense ? "pt-4 sm:pt-6" : "pt-9 sm:pt-12",
      )}
    >
      <div
        className={classNames(
          "flex flex-col",
          dense ? "gap-3 sm:gap-5" : "gap-12",
          width === "text" && "max-w-measure",
        )}
      >
        <header className="flex flex-wrap items-end justify-between gap-x-10 gap-y-5">
          <div className="max-w-measure">
            {above ? (
              <p className={classNames("text-sm text-ink-soft", dense ? "mb-1" : "mb-2")}>{above}</p>
            ) : null}
            <h1 className={dense ? "text-xl sm:text-2xl" : "text-2xl sm:text-3xl"}>{title}</h1>
            {lead ? (
              <p
                className={classNames(
                  "text-ink-soft",
                  dense ? "mt-0.5 text-sm sm:text-base" : "mt-3 text-base sm:text-lg",
                )}
              >
                {lead}
              </p>
            ) : null}
          </div>
          {aside}
        </header>
        {children}
      </div>
    </div>
  );
}
