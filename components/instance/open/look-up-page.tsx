import type { ErasureReceipt } from "@/lib/instances/erasure/receipt";
import { countOf } from "@/lib/words/sayPlurals";
import { Button, Page } from "../../ui";
import { PostForm } from "../../ui/post-form";
import { absentWords } from "../erasure-words";
import { FindId } from "./find-id";
import { LookUpForm } from "./look-up-form";
import { Receipt } from "./receipt";
import { UndoForm } from "./undo-form";
import { WaitForFirstEvent } from "./wait-for-first-event";
import { WhatHappens } from "./what-happens";

/** What the reader's last form came to, where there is something to say about it. */
export type LookUpNotice =
  | { readonly kind: "limited"; readonly seconds: number }
  | { readonly kind: "nothing to undo" }
  | { readonly kind: "accepted" };

interface LookUpPageProps {
  notice: LookUpNotice | null;
  /** An ID is in the session and nothing is open under it; the receipt of an erasure asked for in this session. */
  absent: { readonly receipt: ErasureReceipt | null } | null;
}

/** The way to one's own instance: the form, where to find the ID, and what happens to it. */
export function LookUpPage({ notice, absent }: LookUpPageProps) {
  return (
    <Page
      title="My instance"
      lead="See everything your engine sent, download it, or have it deleted. Anyone who has the engine’s instance ID can, unless the instance is an organization’s: that signs in under Organization."
    >
      <div className="flex flex-col gap-8">
        {notice === null ? null : <Notice notice={notice} />}
        {absent === null ? null : <NothingOpen receipt={absent.receipt} />}
        <LookUpForm />
      </div>
      <FindId />
      <WhatHappens />
      <UndoForm isOpen={notice?.kind === "nothing to undo"} />
    </Page>
  );
}

function Notice({ notice }: { notice: LookUpNotice }) {
  return (
    <div
      role="alert"
      className={`max-w-measure border-l-[3px] py-0.5 pl-4 text-sm ${notice.kind === "accepted" ? "border-good" : "border-caution"}`}
    >
      {sayNotice(notice)}
    </div>
  );
}

function sayNotice(notice: LookUpNotice): string {
  switch (notice.kind) {
    case "limited":
      return `Too many look-ups found nothing. Try again in ${countOf(notice.seconds, "second")}.`;
    case "nothing to undo":
      return "There is nothing to undo under this ID.";
    case "accepted":
      return "Events of this ID are taken again. What was erased is gone; a new record begins with the next event.";
  }
}

/** An erasure that was undone says nothing about why nothing is open now. */
function NothingOpen({ receipt }: { receipt: ErasureReceipt | null }) {
  return receipt === null || receipt.state === "undone" ? <Absent /> : <Receipt receipt={receipt} />;
}

/** The same for an ID that is unknown, mistyped or erased. */
function Absent() {
  return (
    <section aria-labelledby="absent-heading" className="border-t-2 border-ink pt-2.5">
      <h2 id="absent-heading" className="text-lg">
        {absentWords}
      </h2>
      <p className="mt-1 max-w-measure text-ink-soft">
        Look at the ID again, character by character. If it is right, restart the engine now: this page opens
        with its first event.
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-3">
        <WaitForFirstEvent />
        <PostForm action="/instance/close">
          <Button type="submit">Forget this ID</Button>
        </PostForm>
      </div>
    </section>
  );
}
