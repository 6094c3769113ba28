import { cookies } from "@/lib/http/cookies";
import { signInFailures } from "@/lib/organizations/signIn/signIn";
import { sayDuration } from "@/lib/words/sayDuration";
import { countOf } from "@/lib/words/sayPlurals";
import { Link, Page, Prose, Section } from "../ui";
import { type SignInNotice, TokenSignIn } from "../ui/token-sign-in";

/** The way into an organization's pages: the form, what is behind it, and where tokens come from. */
export function SignInPage({ notice, to }: { notice: SignInNotice | null; to?: string | undefined }) {
  return (
    <Page
      title="Organization"
      lead="For customers of the Standard and the Enterprise Edition: your instances, what they used, and who looked at them."
    >
      <TokenSignIn action="/org/sign-in" label="Access token" notice={notice} to={to} />
      <Section id="what-you-see" title="What an organization sees">
        <Prose>
          <ul>
            <li>Its instances: with their IDs, projects, versions, and when each was last seen.</li>
            <li>
              Of each instance everything that <Link href="/instance">My instance</Link> shows: events,
              history, statistics, exports and deletion. An instance of an organization opens here only, no
              longer by its ID.
            </li>
            <li>Usage by month and instance, as it is billed, on a page and as a file.</li>
            <li>Who in support can see what, and until when. Without a grant, support sees nothing.</li>
            <li>A log of everything that was done, including each time support looked.</li>
          </ul>
        </Prose>
      </Section>
      <Section id="tokens" title="Where tokens come from">
        <Prose>
          <p>
            The operator of this service issues the first access token. With it the organization issues others
            itself, for people and for programs, and takes them back. An access token is not the key that
            engines send as <code>Org-Key</code>: that one opens no page.
          </p>
          <p>
            A token is stored as a hash only. Signing in leaves an encrypted cookie that scripts cannot read,
            for {sayDuration(cookies.organization.maximumAgeSeconds)} at most; a token that is revoked ends it
            at once. One client can try {countOf(signInFailures.perClient, "wrong token")} a minute.
          </p>
          <p>
            <Link href="/privacy">What is linked to an organization, and why</Link>
          </p>
        </Prose>
      </Section>
    </Page>
  );
}
