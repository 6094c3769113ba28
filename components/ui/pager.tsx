import { ButtonLink } from "./button";

/** Where other parts of a list are; null where there is no such part. */
export interface PagerLinks {
  readonly first: string | null;
  readonly next: string | null;
}

/** Rows of a list on a page, and where the others are. */
export interface ListPart<Row> extends PagerLinks {
  readonly rows: readonly Row[];
}

interface PagerProps extends PagerLinks {
  /** Of what, as "Pages of the log". */
  label: string;
  firstWords?: string;
  nextWords?: string;
}

/** The ways to the first and the next part of a list; nothing where it has one part. */
export function Pager({ label, first, next, firstWords = "From the first", nextWords = "More" }: PagerProps) {
  if (first === null && next === null) return null;
  return (
    <nav aria-label={label} className="screen-only mt-5 flex flex-wrap gap-3">
      {first === null ? null : <ButtonLink href={first}>{firstWords}</ButtonLink>}
      {next === null ? null : <ButtonLink href={next}>{nextWords}</ButtonLink>}
    </nav>
  );
}
