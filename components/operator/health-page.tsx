import { Fragment } from "react";
import type { HealthCheck, HealthState } from "@/lib/health/check";
import type { HealthReading } from "@/lib/health/readHealth";
import { type RunbookName, runbook } from "@/lib/health/runbook";
import type { SpoolReading } from "@/lib/status/readSpool";
import { receivingOf, sayReceiving } from "@/lib/status/sayVerdict";
import { sayTime } from "@/lib/words/sayDates";
import { countOf } from "@/lib/words/sayPlurals";
import { VerdictNote } from "../status/verdict";
import { Badge, type BadgeTone, DataTable, Link, Page, Section, StackedTable } from "../ui";
import { SignOut } from "../ui/sign-out";
import { JobsSection } from "./jobs-section";

const stateWords: Readonly<Record<HealthState, readonly [word: string, tone: BadgeTone]>> = {
  well: ["well", "good"],
  look: ["look at it", "caution"],
  act: ["act now", "bad"],
};
const headlines: Readonly<Record<HealthState, string>> = {
  well: "Everything is well",
  look: "Nothing is lost, and something is to be looked at",
  act: "Something needs you now",
};
const verdictTones = { well: "good", look: "caution", act: "bad" } as const;

const lead =
  "How this service is, and what to do about what is not well, as the process knows it that answers here.";

/** How everything is that can be wrong, what is worst first. */
export function HealthPage({ health }: { health: HealthReading }) {
  const { checks, state, jobs, leases, version, readAt } = health;
  const wrong = checks.filter((check) => check.state !== "well");
  return (
    <Page
      title="Health"
      above={<Link href="/operator">Operator</Link>}
      lead={lead}
      aside={<SignOut action="/operator/sign-out" />}
    >
      <VerdictNote
        tone={verdictTones[state]}
        headline={headlines[state]}
        details={[
          `Read at ${sayTime(readAt)}.`,
          wrong.length === 0
            ? `${countOf(checks.length, "check")}, all well.`
            : `${wrong.length} of ${countOf(checks.length, "check")}: ${wrong.map(({ title }) => title).join(", ")}.`,
        ]}
      />
      <Section id="checks" title="Checks">
        <StackedTable
          caption="Checks, the worst first"
          columns={[
            { title: "What", className: "md:w-[18%]" },
            { title: "State", className: "md:w-[12%]" },
            { title: "How it is", className: "md:w-[28%]" },
            "What to do",
          ]}
          rows={checks.map((check) => ({ key: check.title, cells: cellsOf(check) }))}
        />
      </Section>
      <JobsSection jobs={jobs} />
      <Section
        id="leases"
        title="Leases"
        lead="Of several processes one does what is under a lease. Which one it is, by the first letters of a random name, and when it was last done, by the database’s clock."
      >
        {leases === null ? (
          <p>The database does not answer.</p>
        ) : (
          <DataTable
            id="leases-table"
            caption="Leases of jobs"
            captionHidden
            columns={["Job", { title: "Process", kind: "code" }, "At it now", "Last success"]}
            rows={leases.map(({ job, holder, isHeld, lastSuccessAt }) => ({
              key: job,
              cells: [
                job,
                holder,
                isHeld ? "yes" : "no",
                lastSuccessAt === null ? "none yet" : sayTime(lastSuccessAt),
              ],
            }))}
            empty="No job was done under a lease yet."
          />
        )}
      </Section>
      <Section
        id="version"
        title="Version"
        lead="What two processes that should be the same can be compared by."
      >
        <DataTable
          id="version-table"
          caption="Version of this process"
          captionHidden
          columns={["What", { title: "Is", kind: "code" }]}
          rows={[
            ["Service", version.version],
            ["Build", version.build ?? "none: pages are built as they are asked for"],
            ["Node.js", version.node],
            ["Last migration", version.migrations.last],
            ["Catalogue", version.catalogue.hash],
            ["Newest engine it knows", version.catalogue.engine],
          ].map(([what = "", is = ""]) => ({ key: what, cells: [what, is] }))}
        />
      </Section>
    </Page>
  );
}

/**
 * What can be said while the database does not answer, and so nobody knows whether a session still is one: nothing but what
 * everybody sees, and what to do.
 */
export function HealthAway({ spool }: { spool: SpoolReading | null }) {
  const name = receivingOf(true, spool) === "refusing" ? "TelemetryRefusesEvents" : "TelemetrySpooling";
  return (
    <Page title="Health" lead="The database does not answer. Until it does, nobody can be signed in.">
      <VerdictNote {...sayReceiving(true, spool)} />
      <Section id="checks" title="What to do">
        <div className="max-w-measure">
          <WhatToDo name={name} />
        </div>
      </Section>
    </Page>
  );
}

function cellsOf({ title, state, says, todo }: HealthCheck) {
  const [word, tone] = stateWords[state];
  return [
    title,
    <Badge key="state" tone={tone}>
      {word}
    </Badge>,
    says,
    todo === null ? null : <WhatToDo key="todo" name={todo} />,
  ];
}

/** The words of the runbook, with its name for the alert. */
function WhatToDo({ name }: { name: RunbookName }) {
  const parts = runbook[name].text.split("`");
  return (
    <p>
      {parts.map((part, at) =>
        at % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which never change their places
          <code key={at}>{part}</code>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Fragment key={at}>{part}</Fragment>
        ),
      )}{" "}
      <Link href={`/docs/runbook#${name.toLowerCase()}`}>{name}</Link>
    </p>
  );
}
