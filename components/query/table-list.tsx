import type { DescribedTable } from "@/lib/query/tablesOfRelease";

/** Tables with their columns, and what they hold: those of all statistics, then each statistic's own. */
export function TableList({ tables }: { tables: readonly DescribedTable[] }) {
  const parts = [
    { title: "Of all statistics", tables: tables.filter(({ statistic }) => statistic === null) },
    { title: "Of one statistic each", tables: tables.filter(({ statistic }) => statistic !== null) },
  ];
  return (
    <section aria-labelledby="tables-heading" className="min-w-0 text-sm">
      <h2 id="tables-heading" className="text-base">
        Tables
      </h2>
      {parts.map((part) => (
        <section key={part.title} aria-label={part.title} className="mt-3">
          <h3 className="text-sm text-ink-soft">{part.title}</h3>
          <ul>
            {part.tables.map((table) => (
              <li key={table.name} className="border-b border-rule">
                <details>
                  <summary className="py-1 font-mono text-[0.8125rem] wrap-anywhere">{table.name}</summary>
                  <p className="mb-1 text-ink-soft">{table.what}</p>
                  <dl className="mb-3 border-l border-rule pl-3">
                    {table.columns.map(({ name, type }) => (
                      <div key={name} className="mt-1.5">
                        <dt>
                          <code>{name}</code> <span className="text-xs text-ink-soft">{type}</span>
                        </dt>
                        <dd className="text-xs text-ink-soft">{table.columnsWhat[name]}</dd>
                      </div>
                    ))}
                  </dl>
                </details>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
