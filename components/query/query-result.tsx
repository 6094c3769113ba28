"use client";

import { useState } from "react";
import { mostRowsKept, mostRowsShown, type QueryResult, type ResultCell } from "@/lib/query/result";
import { resultChart } from "@/lib/query/resultChart";
import { countOf } from "@/lib/words/sayPlurals";
import { ChartView } from "../charts/chart";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { SelectField } from "../ui/form-field";
import { Tabs } from "../ui/tabs";

export interface QueryResultViewProps {
  result: QueryResult;
  /** Saves all rows as CSV. */
  onCsv: () => void;
}

const longestCell = 500;

/** Rows as a table and as a chart, and the way to all of them. */
export function QueryResultView({ result, onCsv }: QueryResultViewProps) {
  const kept = Math.min(result.count, mostRowsKept);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Tabs
        id="result"
        label="Result as"
        tabs={[
          { id: "table", title: "Table", content: <ResultTable result={result} /> },
          { id: "chart", title: "Chart", content: <ResultChartView result={result} /> },
        ]}
      />
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-soft">
        <Button onClick={onCsv}>Save as CSV</Button>
        {kept < result.count ? `The file has the first ${countOf(kept, "row")}.` : null}
      </p>
    </div>
  );
}

const reachable = { tabIndex: 0 };

function ResultTable({ result: { columns, rows, count } }: { result: QueryResult }) {
  const shown = rows.slice(0, mostRowsShown);
  return (
    <>
      <section
        aria-label="Rows"
        className="scroll-edges relative max-h-128 overflow-auto print:max-h-none print:overflow-visible"
        {...reachable}
      >
        <table className="data-table">
          <caption className="sr-only">Rows of the query</caption>
          <thead className="sticky top-0 bg-ground">
            <tr>
              {columns.map(({ name, kind }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: names of columns can be the same, places are not
                <th key={place} scope="col" className={kind === "number" ? "text-right" : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is what its place is
              <tr key={number}>
                {columns.map(({ kind }, place) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above
                    key={place}
                    className={kind === "number" ? "is-number" : undefined}
                  >
                    <Cell cell={row[place] ?? null} />
                  </td>
                ))}
              </tr>
            ))}
            {count === 0 ? (
              <tr>
                <td colSpan={Math.max(1, columns.length)} className="text-ink-soft">
                  No rows.
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </section>
      {shown.length < count ? (
        <p className="mt-2 text-sm text-ink-soft">
          {`The first ${countOf(shown.length, "row")} of ${countOf(count, "row")} are shown; the file has more.`}
        </p>
      ) : null}
    </>
  );
}

function Cell({ cell }: { cell: ResultCell }) {
  if (cell === null) return <span className={classNames("text-ink-soft", "italic")}>null</span>;
  return cell.length > longestCell ? `${cell.slice(0, longestCell)} …` : cell;
}

function ResultChartView({ result }: { result: QueryResult }) {
  const [asked, setAsked] = useState<number | null>(null);
  const drawn = resultChart(result, asked);
  if (drawn.kind === "none") return <p className="max-w-measure text-sm text-ink-soft">{drawn.why}</p>;
  return (
    <div className="flex flex-col gap-4">
      {drawn.choices.length < 2 ? null : (
        <SelectField
          label="Draw"
          className="max-w-60"
          value={String(drawn.chosen)}
          onChange={(event) => setAsked(Number(event.target.value))}
        >
          {drawn.choices.map(({ column, title }) => (
            <option key={column} value={String(column)}>
              {title}
            </option>
          ))}
        </SelectField>
      )}
      <ChartView key={drawn.chosen} chart={drawn.chart} place="beside" />
      {drawn.note === null ? null : <p className="text-sm text-ink-soft">{drawn.note}</p>}
    </div>
  );
}
