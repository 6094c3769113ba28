import { Figure, Link } from "../ui";
import type { HeadlineFigure } from "./headlines";

/** The figures that matter, each with its note and a link to its statistic. */
export function HeadlineFigures({ figures }: { figures: readonly HeadlineFigure[] }) {
  return (
    <section aria-labelledby="figures-heading" className="border-t-2 border-ink pt-2.5">
      <h2 id="figures-heading" className="text-sm font-semibold tracking-normal">
        Key figures
      </h2>
      <dl className="mt-3 grid grid-cols-2 gap-x-8 gap-y-6 lg:grid-cols-4">
        {figures.map(({ label, value, note, href }) => (
          <Figure
            key={href}
            label={
              <Link href={href} quiet>
                {label}
              </Link>
            }
            value={value}
            note={note}
          />
        ))}
      </dl>
    </section>
  );
}
