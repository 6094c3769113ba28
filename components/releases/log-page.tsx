import { entryKinds } from "@/lib/releases/log/entries";
import type { LogEntry } from "@/lib/releases/log/log";
import { sayTime } from "@/lib/words/sayDates";
import { DataTable, EmptyState, Link, type ListPart, Page, Pager, Prose, Section } from "../ui";
import { CodeBlock } from "../ui/code-block";
import { VerifyLog } from "./verify-log";

interface LogPageProps {
  /** Newest first. */
  entries: ListPart<LogEntry>;
  /** In one line, as verifiers take it; null where nothing is published. */
  logKey: string | null;
  /** Signed; null before the first entry. */
  checkpoint: string | null;
  baseUrl: string;
}

const kinds = Object.entries(entryKinds);

/** The transparency log: what it is, how to check it, and what it says. */
export function LogPage({ entries, logKey, checkpoint, baseUrl }: LogPageProps) {
  return (
    <Page
      title="Transparency log"
      lead="What this service published and promised, in a list that only grows. If anything in it were changed or taken out, anyone who kept its last line would see it."
    >
      {logKey === null ? (
        <EmptyState title="There is no log here.">
          <p>
            This installation is private, since no <code>PUBLIC_URL</code> is set: it publishes nothing that
            could be changed.
          </p>
        </EmptyState>
      ) : (
        <>
          <Section id="how" title="How it works">
            <Prose>
              <p>
                Each entry is hashed, and all hashes together make one: the root of a Merkle tree. The service
                signs how many entries there are and that root. This is the <strong>checkpoint</strong>, and
                it fits on a line of paper. Another entry, another order or one entry less gives another root.
              </p>
              <p>
                So keep a checkpoint. Any later one must contain the same entries at its beginning, and that
                can be computed by anybody. A service that shows different people different logs is found when
                they compare.
              </p>
              <p>
                What the log does not do: it cannot say that a figure is right. It says that it is the one
                that was published.
              </p>
            </Prose>
          </Section>
          <Section
            id="verify"
            title="Check it"
            lead="Everything is computed by your own browser, from what the log gives to everybody."
          >
            <VerifyLog logKey={logKey} />
            <div className="mt-6 flex flex-col gap-4">
              <CodeBlock label="Key of this log" code={logKey} wrap />
              {checkpoint === null ? null : <CodeBlock label="Checkpoint" code={checkpoint} wrap />}
              <CodeBlock
                label="Without a browser"
                language="shell"
                code={`node scripts/verifyLog.mjs ${baseUrl}/log --key '${logKey}' --state log.json`}
              />
              <Prose>
                <p>
                  <code>scripts/verifyLog.mjs</code> needs Node and nothing else. It remembers the checkpoint
                  in <code>log.json</code>; the next time it finds a past that was rewritten. With{" "}
                  <code>--release {baseUrl}/releases/latest</code> it also checks each file of a release. The
                  log has the form of C2SP tlog-tiles, so other programs read it, too: its checkpoint is at{" "}
                  <Link href="/log/checkpoint">/log/checkpoint</Link>.
                </p>
              </Prose>
            </div>
          </Section>
          <Section id="kinds" title="What is in it">
            <DataTable
              id="kinds-table"
              caption="Kinds of entries"
              captionHidden
              columns={[
                { title: "Kind", kind: "code" },
                { title: "What it proves", kind: "prose" },
              ]}
              rows={kinds.map(([kind, what]) => ({ key: kind, cells: [kind, what] }))}
            />
          </Section>
          <Section id="entries" title="Entries" lead="Newest first, word for word as they are hashed.">
            <DataTable
              id="entries-table"
              caption="Entries of the log"
              captionHidden
              columns={[
                { title: "Entry", kind: "number" },
                { title: "Time" },
                { title: "Kind", kind: "code" },
                { title: "What it says", kind: "code" },
              ]}
              rows={entries.rows.map(({ place, at, kind, data }) => ({
                key: String(place),
                id: `entry-${place}`,
                cells: [place, sayTime(at), kind, data],
              }))}
              empty="Nothing was published yet."
            />
            <Pager label="Pages of entries" {...entries} />
          </Section>
        </>
      )}
    </Page>
  );
}
