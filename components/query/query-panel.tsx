"use client";

import { type ComponentType, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { queryFragment, readQueryFragment } from "@/lib/query/queryAddress";
import type { Stage } from "@/lib/query/querySession";
import type { QueryTable } from "@/lib/query/queryTable";
import type { RunOutcome } from "@/lib/query/result";
import { sayError } from "@/lib/query/sayError";
import { saySeconds } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { CodeField, SelectField } from "../ui/form-field";
import type { FromWorker, ToWorker } from "./query-messages";
import type { QueryResultViewProps } from "./query-result";

interface QueryPanelProps {
  tables: readonly QueryTable[];
  examples: readonly { readonly title: string; readonly query: string }[];
  /** The query to begin with, where the address has none. */
  first: string;
  /** Of the release, a path of this site. */
  releasePath: string;
}

type State =
  | { readonly kind: "idle" }
  | { readonly kind: "busy"; readonly doing: string }
  | { readonly kind: "cancelled" }
  | { readonly kind: "ended"; readonly message: string }
  | { readonly kind: "told"; readonly outcome: RunOutcome; readonly query: string; readonly seconds: number };

/** Asks PostgreSQL in a worker, which is loaded with the first run. */
export function QueryPanel({ tables, examples, first, releasePath }: QueryPanelProps) {
  const [query, setQuery] = useState(first);
  const [state, setState] = useState<State>({ kind: "idle" });
  const [View, setView] = useState<ComponentType<QueryResultViewProps> | null>(null);
  const worker = useRef<Worker | null>(null);
  const takeCsv = useRef<((csv: Blob) => void) | null>(null);
  const hint = useId();

  useEffect(() => {
    const read = () => {
      const asked = readQueryFragment(location.hash);
      if (asked !== null) setQuery(asked);
    };
    read();
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  useEffect(() => () => worker.current?.terminate(), []);

  /** Has the address say what stands in the editor, without an entry in the browser's history for each change. */
  function keepInAddress(): void {
    const fragment = query.trim() === "" ? "" : queryFragment(query);
    if (location.hash !== fragment)
      history.replaceState(history.state, "", `${location.pathname}${fragment}`);
  }

  function end(): void {
    worker.current?.terminate();
    worker.current = null;
    takeCsv.current = null;
  }

  function run(): void {
    if (state.kind === "busy" || query.trim() === "") return;
    keepInAddress();
    setState({ kind: "busy", doing: worker.current === null ? "Loading PostgreSQL" : "Running" });
    const startedAt = performance.now();
    const asked = ask();
    asked.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === "stage") setState({ kind: "busy", doing: sayStage(data.stage) });
      if (data.kind === "csv") takeCsv.current?.(data.csv);
      if (data.kind === "outcome")
        setState({
          kind: "told",
          query,
          outcome: data.outcome,
          seconds: (performance.now() - startedAt) / 1000,
        });
      if (data.kind === "ended") {
        end();
        setState({ kind: "ended", message: data.message });
      }
    };
    asked.onerror = (event) => {
      event.preventDefault();
      end();
      setState({ kind: "ended", message: event.message || "it could not be loaded" });
    };
    const message: ToWorker = {
      kind: "run",
      query,
      tables,
      releasePath,
    };
    asked.postMessage(message);
    // What shows rows is fetched while they are.
    import("./query-result").then(
      (loaded) => setView(() => loaded.QueryResultView),
      () => setState({ kind: "ended", message: "a part of this page could not be loaded" }),
    );
  }

  function ask(): Worker {
    worker.current ??= new Worker(new URL("./query-worker.ts", import.meta.url), { type: "module" });
    return worker.current;
  }

  function cancel(): void {
    end();
    setState({ kind: "cancelled" });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  }

  function saveCsv(): void {
    takeCsv.current = (csv) => {
      takeCsv.current = null;
      const address = URL.createObjectURL(csv);
      const link = document.createElement("a");
      Object.assign(link, { href: address, download: "query.csv" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    };
    const message: ToWorker = { kind: "csv" };
    worker.current?.postMessage(message);
  }

  const isBusy = state.kind === "busy";
  const example = examples.findIndex((one) => one.query === query);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <SelectField
        label="Example"
        value={String(example)}
        onChange={(event) => {
          const chosen = examples[Number(event.target.value)];
          if (chosen !== undefined) setQuery(chosen.query);
        }}
      >
        {example < 0 ? <option value="-1">A query of your own</option> : null}
        {examples.map(({ title }, index) => (
          <option key={title} value={String(index)}>
            {title}
          </option>
        ))}
      </SelectField>
      <CodeField
        label="SQL"
        rows={Math.min(20, Math.max(8, query.split("\n").length + 1))}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onBlur={() => {
          // What nobody touched needs no address; another fragment than a query's is a place on this page.
          if (query !== first || location.hash.startsWith("#q=")) keepInAddress();
        }}
        onKeyDown={onKeyDown}
        aria-describedby={hint}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {isBusy ? (
          <Button onClick={cancel}>Cancel</Button>
        ) : (
          <Button look="primary" onClick={run}>
            Run
          </Button>
        )}
        <span id={hint} className="hidden text-sm text-ink-soft sm:inline">
          Ctrl or ⌘ and Enter
        </span>
        <CopyButton address className="ml-auto" />
      </div>
      <p role="status" className="min-h-6 text-sm text-ink-soft">
        {sayState(state)}
      </p>
      {state.kind === "told" ? <Told {...{ state, View, saveCsv }} /> : null}
    </div>
  );
}

function sayStage(stage: Stage): string {
  switch (stage.kind) {
    case "starting":
      return "Starting PostgreSQL";
    case "loading":
      return `Loading ${stage.table}`;
    case "running":
      return "Running";
  }
}

function sayState(state: State): string {
  switch (state.kind) {
    case "idle":
      return "";
    case "busy":
      return `${state.doing} …`;
    case "cancelled":
      return "Canceled. PostgreSQL starts again with the next run; what was made in it is gone.";
    case "ended":
      return `PostgreSQL ended: ${state.message}. It starts again with the next run.`;
    case "told": {
      const { outcome, seconds } = state;
      if (outcome.kind === "failed") return "The query failed.";
      const rows = outcome.result === null ? "Done" : countOf(outcome.result.count, "row");
      return `${rows} in ${saySeconds(seconds)}.`;
    }
  }
}

interface ToldProps {
  state: Extract<State, { kind: "told" }>;
  View: ComponentType<QueryResultViewProps> | null;
  saveCsv: () => void;
}

function Told({ state: { outcome, query, seconds }, View, saveCsv }: ToldProps) {
  return (
    <>
      {outcome.notices.length === 0 ? null : (
        <Said label="What PostgreSQL says" text={outcome.notices.join("\n")} />
      )}
      {outcome.kind === "failed" ? (
        <Said label="Error" text={sayError(query, outcome.error)} isBad />
      ) : outcome.result === null ? (
        <Said label="Done" text={outcome.commands.join("\n")} />
      ) : View === null ? null : (
        <View key={`${seconds} ${query}`} result={outcome.result} onCsv={saveCsv} />
      )}
    </>
  );
}

const reachable = { tabIndex: 0 };

/** Lines of PostgreSQL's, as they are. */
function Said({ label, text, isBad = false }: { label: string; text: string; isBad?: boolean }) {
  return (
    <section
      aria-label={label}
      role={isBad ? "alert" : undefined}
      className={`min-w-0 border-l-[3px] pl-4 ${isBad ? "border-bad" : "border-rule-strong"}`}
    >
      <pre className="overflow-x-auto py-1 font-mono text-[0.8125rem] leading-[1.55]" {...reachable}>
        {text}
      </pre>
    </section>
  );
}
