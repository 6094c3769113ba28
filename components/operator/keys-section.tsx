import type { OrganizationKey } from "@/lib/organizations/keys/listKeys";
import { limits } from "@/lib/organizations/rules/limits";
import { sayDayOfYear, sayTime } from "@/lib/words/sayDates";
import { Button, type ListPart, Pager, Section, TextField } from "../ui";
import { ConfirmedForm } from "../ui/confirmed-form";
import { PostForm } from "../ui/post-form";
import { Listing } from "./listing";

interface KeysSectionProps {
  /** Where the forms go. */
  base: string;
  keys: ListPart<OrganizationKey>;
  /** ISO 8601. */
  now: string;
}

/** Keys of an organization's engines: issued, replaced with an overlap, ended. */
export function KeysSection({ base, keys, now }: KeysSectionProps) {
  const isValid = ({ validUntil }: OrganizationKey) => validUntil === null || validUntil > now;
  return (
    <Section
      id="keys"
      title="Keys"
      lead="Engines send one as Org-Key. Only hashes are stored; a key is shown once, when it is made."
    >
      <Listing
        caption="Keys, newest first"
        columns={["Key", "Created", "Valid until", "Last used", "Access"]}
        rows={keys.rows.map((key) => ({
          key: key.id,
          cells: [
            <code key="hint">…{key.hint}</code>,
            sayTime(key.createdAt),
            sayValidity(key),
            key.lastUsedOn === null ? "never" : sayDayOfYear(key.lastUsedOn),
            isValid(key) ? (
              <ConfirmedForm
                key="revoke"
                action={`${base}/revoke-key`}
                id={key.id}
                words="Revoke"
                of={`key …${key.hint}`}
                consequence="Engines with this key no longer count as the organization’s, and their calls are refused. This cannot be undone."
              />
            ) : (
              "ended"
            ),
          ],
        }))}
        empty="No key yet."
      />
      <Pager label="Pages of keys" {...keys} />
      <div className="mt-6 flex flex-wrap items-end gap-x-10 gap-y-4">
        <PostForm action={`${base}/issue-key`}>
          <Button type="submit">Issue a key</Button>
        </PostForm>
        {keys.rows.some(isValid) || keys.first !== null || keys.next !== null ? (
          <PostForm action={`${base}/rotate-key`} className="flex flex-wrap items-end gap-3">
            <TextField
              className="w-64"
              label="Hours the old keys stay valid"
              name="hours"
              type="number"
              min={0}
              max={limits.overlapHours}
              step={1}
              defaultValue={24}
              required
            />
            <Button type="submit">Rotate</Button>
          </PostForm>
        ) : null}
      </div>
      <p className="mt-4 max-w-measure text-sm text-ink-soft">
        Rotating makes a new key and lets all others end after these hours. Give engines the new one
        meanwhile: no event is lost. An engine with an ended key still has its events stored, but they link
        nothing, and its registrations and usage reports are refused.
      </p>
    </Section>
  );
}

function sayValidity({ validUntil }: OrganizationKey): string {
  return validUntil === null ? "for good" : sayTime(validUntil);
}
