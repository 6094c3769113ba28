"use client";

import type { Place, Span } from "@/lib/engineSource/sourceLines";
import { Link } from "../ui/link";

interface SourceSpanProps extends Span {
  /** The address of the engine's source. */
  readonly source: string;
}

/**
 * The lines that several tags have in common, linked at each of them. It has a script so that what hydrates a page has the
 * places, and not each of their links.
 */
export function SourceSpan({ source, tags, places }: SourceSpanProps) {
  const [newest = "", ...others] = tags;
  return (
    <div className="flex flex-col gap-1">
      {places.map((place) => (
        <span key={`${place.file} ${place.line}`}>
          <Link href={addressOf(source, newest, place)}>
            {place.file.split("/").at(-1)}:{place.line}
          </Link>{" "}
          <span className="text-ink-soft">at {newest}</span>
          {others.length === 0 ? null : (
            <span className="text-ink-soft">
              , the same at{" "}
              {others.map((tag, index) => (
                <span key={tag}>
                  {index === 0 ? "" : ", "}
                  <a
                    href={addressOf(source, tag, place)}
                    aria-label={`${place.file}:${place.line} at ${tag}`}
                    className="underline"
                  >
                    {tag}
                  </a>
                </span>
              ))}
            </span>
          )}
        </span>
      ))}
    </div>
  );
}

function addressOf(source: string, tag: string, { file, line }: Place): string {
  return `${source}/-/blob/${tag}/${file}#L${line}`;
}
