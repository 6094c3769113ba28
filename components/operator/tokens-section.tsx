import { limits } from "@/lib/organizations/rules/limits";
import type { AccessToken } from "@/lib/organizations/tokens/listTokens";
import { sayTime } from "@/lib/words/sayDates";
import { Button, type ListPart, Pager, Section, TextField } from "../ui";
import { ConfirmedForm } from "../ui/confirmed-form";
import { PostForm } from "../ui/post-form";
import { Listing } from "./listing";

interface TokensSectionProps {
  /** Where the forms go. */
  base: string;
  tokens: ListPart<AccessToken>;
}

/** Access tokens of an organization: the operator issues the first one, the organization itself the others. */
export function TokensSection({ base, tokens }: TokensSectionProps) {
  return (
    <Section
      id="tokens"
      title="Access tokens"
      lead="A token opens /org and everything the organization’s instances sent. Issue the first one and hand it over; the organization makes its own from then on."
    >
      <Listing
        caption="Access tokens, newest first"
        columns={["Name", "Kind", "Token", "Created", "Last used", "Access"]}
        rows={tokens.rows.map(({ id, name, isPersonal, hint, createdAt, lastUsedAt, revokedAt }) => ({
          key: id,
          cells: [
            name,
            isPersonal ? "personal" : "organization",
            <code key="hint">…{hint}</code>,
            sayTime(createdAt),
            lastUsedAt === null ? "never" : sayTime(lastUsedAt),
            revokedAt === null ? (
              <ConfirmedForm
                key="revoke"
                action={`${base}/revoke-token`}
                id={id}
                words="Revoke"
                of={`token ${name}`}
                consequence="Its sessions end at once, and programs and engines with it are refused. This cannot be undone."
              />
            ) : (
              `ended ${sayTime(revokedAt)}`
            ),
          ],
        }))}
        empty="No token yet."
      />
      <Pager label="Pages of tokens" {...tokens} />
      <PostForm
        action={`${base}/issue-token`}
        autoComplete="off"
        aria-label="Issue an access token"
        className="mt-6 flex flex-wrap items-end gap-x-4 gap-y-3"
      >
        <TextField
          className="basis-72"
          label="Name of a new token"
          name="name"
          required
          maxLength={limits.name}
        />
        <label className="flex min-h-9 cursor-pointer items-center gap-2.5 text-sm">
          <input type="checkbox" name="personal" className="size-4 accent-accent" />
          Of a person
        </label>
        <Button type="submit">Issue a token</Button>
      </PostForm>
    </Section>
  );
}
