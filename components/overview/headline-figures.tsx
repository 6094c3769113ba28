import { Sparkline } from "../charts/sparkline";
import { Figure, KeyFigures, Link } from "../ui";
import type { HeadlineFigure } from "./headlines";

/** The figures that matter, each with its note and a link to its statistic. */
export function HeadlineFigures({ figures }: { figures: readonly HeadlineFigure[] }) {
  return (
    <KeyFigures id="figures" title="Key figures">
      {figures.map(({ label, value, note, change, href, course }) => (
        <Figure
          key={href}
          label={
            <Link href={href} quiet>
              {label}
            </Link>
          }
          value={value}
          note={
            <>
              {note}
              {change === null ? null : <span className="block tabular-nums">{change}</span>}
            </>
          }
          course={course === null ? null : <Sparkline course={course} />}
        />
      ))}
    </KeyFigures>
  );
}
