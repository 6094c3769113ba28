import type { ReactNode } from "react";
import { onSite } from "@/lib/http/onSite";
import type { Erased } from "@/lib/instances/erasure/readErasure";
import type { ErasureReceipt } from "@/lib/instances/erasure/receipt";
import type { LinkedInstance } from "@/lib/organizations/links/listLinkedInstances";
import { sayTime } from "@/lib/words/sayDates";
import { countOf } from "@/lib/words/sayPlurals";
import { Facts } from "../../instance/facts";
import { Button, EmptyState, Link, Section } from "../../ui";
import { PostForm } from "../../ui/post-form";
import { OrganizationFrame, type ShownOrganization } from "../organization-frame";
import { billingFacts } from "./billing-facts";

interface NotStoredPageProps extends ShownOrganization {
  linked: LinkedInstance;
  erased: Erased | null;
  /** Of an erasure that is not purged yet. */
  receipt: ErasureReceipt | null;
  billingRetentionDays: number;
  /** What it used. */
  children: ReactNode;
}

/** An instance of the organization of which no event is stored: none was sent yet, or it was erased. */
export function NotStoredPage({
  linked,
  erased,
  receipt,
  billingRetentionDays,
  children,
  ...shown
}: NotStoredPageProps) {
  return (
    <OrganizationFrame
      {...shown}
      path="/org"
      title={`Instance ${linked.number}`}
      lead={
        <code className="font-mono text-base" translate="no">
          {linked.instanceId}
        </code>
      }
    >
      {erased === null ? (
        <EmptyState title="No event is stored of it">
          It is linked to the organization since {sayTime(linked.linkedAt)}. This page fills with its first
          event.
        </EmptyState>
      ) : (
        <ErasedSection {...{ linked, erased, receipt, billingRetentionDays }} />
      )}
      {children}
    </OrganizationFrame>
  );
}

type ErasedSectionProps = Pick<NotStoredPageProps, "linked" | "receipt" | "billingRetentionDays"> & {
  erased: Erased;
};

function ErasedSection({ linked, erased, receipt, billingRetentionDays }: ErasedSectionProps) {
  const isHidden = erased.kind === "hidden";
  return (
    <Section
      id="erased"
      title={isHidden ? "Erased" : "Erased, and deleted"}
      lead={
        isHidden
          ? "Its events are hidden everywhere from now on, and deleted when the time to undo it is over."
          : "Its events are deleted. What its engine sends is answered and dropped."
      }
    >
      {receipt === null ? null : (
        <>
          <Facts
            facts={[
              ["Identifier", <code key="id">{receipt.id}</code>],
              ["Asked for", sayTime(receipt.requestedAt)],
              ["Can be undone until", sayTime(receipt.purgeAt)],
              ["Events", countOf(receipt.counts.events, "event")],
              ["Counts by day", countOf(receipt.counts.days, "day")],
              [
                "Later events",
                receipt.refusesEvents ? "Answered and dropped" : "Begin a new record after the deletion",
              ],
            ]}
          />
          <p className="mt-4 text-sm wrap-anywhere text-ink-soft">
            The receipt as JSON:{" "}
            <Link href={`/api/v1/erasures/${receipt.id}`}>
              {onSite("/api/v1/erasures/")}
              {receipt.id}
            </Link>
          </p>
        </>
      )}
      <PostForm action={`/org/instances/${linked.number}/undo`} className="mt-5">
        <Button type="submit">{isHidden ? "Undo" : "Take events of this instance again"}</Button>
      </PostForm>
      <h3 className="mt-8 border-b border-rule-strong pb-1.5 text-sm tracking-normal">
        What billing keeps, and why
      </h3>
      <dl className="max-w-[52rem]">
        {billingFacts(billingRetentionDays).map(({ what, why }) => (
          <div key={what} className="border-b border-rule py-2.5 text-sm">
            <dt className="font-medium">{what}</dt>
            <dd className="mt-0.5 text-ink-soft">{why}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
