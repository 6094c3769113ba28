import type { Catalogue } from "@/lib/catalogue";
import { Page, Section, StackedTable } from "../ui";
import { InYourBrowser } from "./privacy-browser";
import { Editions, NotYet } from "./privacy-editions";
import { InstanceId } from "./privacy-instance-id";
import { WhatIsKept } from "./privacy-kept";
import { type Evidence, privacyPromises } from "./privacy-promises";
import { OnTheWire } from "./privacy-wire";

interface PrivacyProps {
  catalogue: Catalogue;
  rawRetentionDays: number;
  billingRetentionDays: number;
  /** Where this installation hands on what it receives; undefined where it does not. */
  relayTo?: string | undefined;
}

/** What is kept of what engines send, and where in the code that is held. */
export function Privacy({ catalogue, rawRetentionDays, billingRetentionDays, relayTo }: PrivacyProps) {
  return (
    <Page
      title="Privacy"
      lead="What this service keeps of what engines send, and the line of code that holds each promise, so that you can check it."
    >
      <Section
        id="promises"
        title="Promises"
        lead={`Paths are files of this service’s source. A test fails when one of them no longer exists.${relayTo === undefined ? "" : " This installation is a relay: what it says of identifiers holds for its database. What waits or left is kept beside it, encrypted."}`}
      >
        <StackedTable
          caption="Promises, and what keeps them"
          columns={[
            { title: "Promise", className: "md:w-[28%]" },
            { title: "In detail", className: "md:w-[40%]" },
            "Kept by",
          ]}
          rows={privacyPromises({ rawRetentionDays }).map(({ id, promise, how, keptBy }) => ({
            key: id,
            id,
            cells: [
              <strong key="promise" className="font-semibold">
                {promise}
              </strong>,
              how,
              <EvidenceList key="kept-by" keptBy={keptBy} />,
            ],
          }))}
        />
      </Section>
      <InstanceId />
      <WhatIsKept
        catalogue={catalogue}
        rawRetentionDays={rawRetentionDays}
        billingRetentionDays={billingRetentionDays}
        relayTo={relayTo}
      />
      <InYourBrowser />
      <OnTheWire catalogue={catalogue} />
      <Editions billingRetentionDays={billingRetentionDays} />
      <NotYet />
    </Page>
  );
}

function EvidenceList({ keptBy }: { keptBy: readonly Evidence[] }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {keptBy.map(({ path, symbol }) => (
        <li key={`${path} ${symbol}`} className="wrap-anywhere">
          <code>{path}</code>
          <span className="block text-xs text-ink-soft">{symbol}</span>
        </li>
      ))}
    </ul>
  );
}
