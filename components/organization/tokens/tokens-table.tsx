import type { AccessToken } from "@/lib/organizations/tokens/listTokens";
import { sayTime } from "@/lib/words/sayDates";
import { Badge, Button, StackedTable } from "../../ui";
import { ConfirmedForm } from "../../ui/confirmed-form";
import { PostForm } from "../../ui/post-form";

interface TokensTableProps {
  tokens: readonly AccessToken[];
  emails: ReadonlyMap<string, string>;
  /** Of the token that the session was opened with. */
  ownId: string;
  isOwnOpen: boolean;
}

/** Access tokens by what is known of them: never the token itself. */
export function TokensTable({ tokens, emails, ownId, isOwnOpen }: TokensTableProps) {
  return (
    <StackedTable
      caption="Access tokens, newest first"
      columns={[
        { title: "Name", className: "md:w-[20%]" },
        { title: "Kind", className: "md:w-[20%]" },
        { title: "Ends with", className: "md:w-[9%]" },
        { title: "Created", className: "md:w-[16%]" },
        { title: "Last used", className: "md:w-[16%]" },
        "State",
      ]}
      rows={tokens.map((token) => ({
        key: token.id,
        cells: [
          token.name,
          <Kind key="kind" token={token} email={emails.get(token.id)} />,
          <code key="hint" className="font-mono" translate="no">
            …{token.hint}
          </code>,
          sayTime(token.createdAt),
          token.lastUsedAt === null ? (
            <span key="used" className="text-ink-soft">
              never
            </span>
          ) : (
            sayTime(token.lastUsedAt)
          ),
          <State key="state" token={token} isOwn={token.id === ownId} isOwnOpen={isOwnOpen} />,
        ],
      }))}
    />
  );
}

function Kind({ token: { id, name, isPersonal }, email }: { token: AccessToken; email: string | undefined }) {
  if (!isPersonal) return "Of the organization";
  if (email === undefined) return "Personal";
  return (
    <>
      Personal
      <span className="block text-xs wrap-anywhere text-ink-soft">{email}</span>
      <PostForm action="/org/tokens/erase-email" className="mt-1.5">
        <input type="hidden" name="id" value={id} />
        <Button type="submit" aria-label={`Erase the email address of ${name}`}>
          Erase
        </Button>
      </PostForm>
    </>
  );
}

interface StateProps {
  token: AccessToken;
  isOwn: boolean;
  isOwnOpen: boolean;
}

function State({ token, isOwn, isOwnOpen }: StateProps) {
  if (token.revokedAt !== null) {
    return (
      <>
        <Badge>revoked</Badge>
        <span className="block text-xs text-ink-soft">{sayTime(token.revokedAt)}</span>
      </>
    );
  }
  if (!isOwn) {
    return (
      <ConfirmedForm
        action="/org/tokens/revoke"
        id={token.id}
        words="Revoke"
        of={token.name}
        consequence="Its sessions end at once, and programs and engines with it are refused. This cannot be undone."
      />
    );
  }
  return (
    <details open={isOwnOpen}>
      <summary className="w-fit text-accent">Yours: revoke</summary>
      <PostForm action="/org/tokens/revoke" className="mt-2 flex flex-col items-start gap-2.5">
        <input type="hidden" name="id" value={token.id} />
        <label className="flex cursor-pointer items-start gap-2 text-xs">
          <input type="checkbox" name="own" required className="mt-0.5 size-4 shrink-0 accent-accent" />
          <span>You are signed in with it. This and every other session of it ends at once.</span>
        </label>
        <Button type="submit" look="danger" aria-label={`Revoke ${token.name}, and sign out`}>
          Revoke
        </Button>
      </PostForm>
    </details>
  );
}
