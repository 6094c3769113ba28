import { limits } from "@/lib/organizations/rules/limits";
import { type OrganizationProblemName, problemSentence } from "@/lib/organizations/rules/organizationProblem";
import type { OrganizationSender } from "@/lib/organizations/senders/listSenders";
import type { AccessToken } from "@/lib/organizations/tokens/listTokens";
import { Button, FormNotice, Link, type ListPart, Pager, Section, TextField } from "../../ui";
import { PostForm } from "../../ui/post-form";
import { OrganizationFrame, type ShownOrganization } from "../organization-frame";
import { RelaysSection } from "./relays-section";
import { TokensTable } from "./tokens-table";

interface TokensPageProps extends ShownOrganization {
  tokens: ListPart<AccessToken>;
  /** Email addresses that were given with personal tokens, by the token's id. */
  emails: ReadonlyMap<string, string>;
  relays: ListPart<OrganizationSender>;
  problem: OrganizationProblemName | null;
}

const problemId = "token-problem";

/** The tokens of an organization, of people, programs and relays: which there are, forms for more, and their end. */
export function TokensPage({ tokens, emails, relays, problem, ...shown }: TokensPageProps) {
  return (
    <OrganizationFrame
      {...shown}
      path="/org/tokens"
      title="Access tokens"
      lead={
        <>
          People sign in here with a token, programs use <Link href="/api">the API</Link> with one, and
          engines learn which organization they belong to.
        </>
      }
    >
      {problem === null ? null : (
        <FormNotice id={problemId} tone={problem === "own" ? "caution" : "bad"}>
          {problemSentence(
            problem,
            problem === "own" ? "Say that you know it, and it is revoked." : "Nothing was changed.",
          )}
        </FormNotice>
      )}
      <Section id="tokens" title="All tokens">
        <TokensTable
          tokens={tokens.rows}
          emails={emails}
          ownId={shown.holder.tokenId}
          isOwnOpen={problem === "own"}
        />
        <Pager label="Pages of tokens" {...tokens} />
      </Section>
      <Section
        id="issue"
        title="Issue another"
        lead="It is shown once, right after it is made; a hash of it is stored. Each person and each program gets one of its own, so that the log can tell them apart."
      >
        <PostForm
          action="/org/tokens/issue"
          autoComplete="off"
          className="flex max-w-[52rem] flex-col items-start gap-4 border border-rule-strong p-5"
        >
          <TextField
            className="w-full max-w-96"
            label="Name: who or what uses it"
            name="name"
            required
            maxLength={limits.name}
            {...(problem === "token-name" ? { "aria-invalid": true, "aria-describedby": problemId } : {})}
          />
          <label className="flex max-w-measure cursor-pointer items-start gap-2.5 text-sm">
            <input
              type="checkbox"
              name="personal"
              defaultChecked
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>
              Personal.{" "}
              <span className="text-ink-soft">
                It stands for a person, and engines are told so. Without this it stands for the organization.
              </span>
            </span>
          </label>
          <div className="flex w-full flex-col gap-1.5">
            <TextField
              className="w-full max-w-96"
              label="Email address of the person (optional)"
              name="email"
              type="email"
              maxLength={254}
              aria-describedby={
                problem === "email" || problem === "email-of-nobody" ? `${problemId} email-use` : "email-use"
              }
              {...(problem === "email" || problem === "email-of-nobody" ? { "aria-invalid": true } : {})}
            />
            <p id="email-use" className="max-w-measure text-sm text-ink-soft">
              For one purpose: engines that check the token are told it, and can bind the person’s clones to
              it. Stored encrypted until you erase it here or the token ends; never in a log, an event or a
              statistic.
            </p>
          </div>
          <Button type="submit" look="primary">
            Issue
          </Button>
        </PostForm>
      </Section>
      <RelaysSection relays={relays} problem={problem} problemId={problemId} />
    </OrganizationFrame>
  );
}
