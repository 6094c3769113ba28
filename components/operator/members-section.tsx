import { limits } from "@/lib/organizations/rules/limits";
import type { SupportMember } from "@/lib/organizations/support/listSupportMembers";
import { sayTime } from "@/lib/words/sayDates";
import { Button, type ListPart, Pager, Section, TextField } from "../ui";
import { ConfirmedForm } from "../ui/confirmed-form";
import { PostForm } from "../ui/post-form";
import { Listing } from "./listing";

/** Who may look at instances under a grant. */
export function MembersSection({ members }: { members: ListPart<SupportMember> }) {
  return (
    <Section
      id="support"
      title="Support"
      lead="Members sign in at /support, each with a token of their own; every look is written down under their name."
    >
      <Listing
        caption="Members of support by name"
        columns={["Name", "Token", "Added", "Last used", "Access"]}
        rows={members.rows.map(({ id, name, hint, createdAt, lastUsedAt, revokedAt }) => ({
          key: id,
          cells: [
            name,
            <code key="hint">…{hint}</code>,
            sayTime(createdAt),
            lastUsedAt === null ? "never" : sayTime(lastUsedAt),
            revokedAt === null ? (
              <ConfirmedForm
                key="remove"
                action="/operator/support/remove"
                id={id}
                words="Remove"
                of={name}
                consequence="The member is signed out at once and cannot sign in again. What they looked at stays in the logs."
              />
            ) : (
              `removed ${sayTime(revokedAt)}`
            ),
          ],
        }))}
        empty="Nobody yet."
      />
      <Pager label="Pages of members" {...members} />
      <PostForm
        action="/operator/support/add"
        autoComplete="off"
        aria-label="Add a member of support"
        className="mt-6 flex flex-wrap items-end gap-x-4 gap-y-3"
      >
        <TextField
          className="basis-72"
          label="Name of a new member"
          name="name"
          required
          maxLength={limits.name}
        />
        <Button type="submit">Add</Button>
      </PostForm>
    </Section>
  );
}
