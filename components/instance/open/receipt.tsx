import { onSite } from "@/lib/http/onSite";
import type { ErasureReceipt } from "@/lib/instances/erasure/receipt";
import { sayTime } from "@/lib/words/sayDates";
import { countOf } from "@/lib/words/sayPlurals";
import { Button, Link } from "../../ui";
import { PostForm } from "../../ui/post-form";
import { Facts } from "../facts";

/** What became of an erasure, for the session that asked for it. */
export function Receipt({ receipt }: { receipt: ErasureReceipt }) {
  const { id, state, requestedAt, purgeAt, purgedAt, refusesEvents, counts } = receipt;
  return (
    <section aria-labelledby="receipt-heading" className="border-t-2 border-ink pt-2.5">
      <h2 id="receipt-heading" className="text-lg">
        {state === "purged" ? "Erased, and deleted" : "Erased"}
      </h2>
      <p className="mt-1 mb-4 max-w-measure text-ink-soft">
        {state === "purged"
          ? "Everything that was stored of the instance is deleted."
          : "The instance is hidden everywhere from now on, and deleted when the time to undo it is over."}{" "}
        Keep the identifier if you want to look the receipt up later.
      </p>
      <Facts
        facts={[
          ["Identifier", <code key="id">{id}</code>],
          ["Asked for", sayTime(requestedAt)],
          ["Can be undone until", state === "purged" ? "No longer" : sayTime(purgeAt)],
          ["Deleted", purgedAt === null ? "Not yet" : sayTime(purgedAt)],
          ["Events", countOf(counts.events, "event")],
          ["Counts by day", countOf(counts.days, "day")],
          ["Later events", refusesEvents ? "Answered and dropped" : "Begin a new record after the deletion"],
        ]}
      />
      <div className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-3">
        {state === "hidden" || refusesEvents ? (
          <PostForm action="/instance/undo">
            <Button type="submit">{state === "hidden" ? "Undo" : "Take events of this ID again"}</Button>
          </PostForm>
        ) : null}
        <PostForm action="/instance/close">
          <Button type="submit">Close</Button>
        </PostForm>
        <p className="text-sm wrap-anywhere text-ink-soft">
          The receipt as JSON:{" "}
          <Link href={`/api/v1/erasures/${id}`}>
            {onSite("/api/v1/erasures/")}
            {id}
          </Link>
        </p>
      </div>
    </section>
  );
}
