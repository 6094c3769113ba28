import { Page, Section } from "../ui";
import { CodeBlock } from "../ui/code-block";
import { type SignInNotice, TokenSignIn } from "../ui/token-sign-in";

interface OperatorSignInPageProps {
  /** Whether the installation has an operator's token. */
  isConfigured: boolean;
  notice: SignInNotice | null;
}

/** Makes a token, and its hash; the service needs one of the two. */
const makeToken = "openssl rand -hex 32\n";
const hashToken = "printf %s \"$OPERATOR_TOKEN\" | sha256sum | cut -d ' ' -f 1\n";

/** The way in for anyone who runs this installation; or how to make one. */
export function OperatorSignInPage({ isConfigured, notice }: OperatorSignInPageProps) {
  return isConfigured ? (
    <Page
      title="Operator"
      lead="For anyone who runs this installation: organizations and their keys, support, and how ingest is doing. Nothing that an instance sent."
    >
      <TokenSignIn action="/operator/sign-in" label="Operator’s token" notice={notice} />
    </Page>
  ) : (
    <Page title="Operator" lead="These pages are switched off: this installation has no operator’s token.">
      <Section
        id="switch-on"
        title="Switch them on"
        lead="Give the service a token of at least 32 characters as OPERATOR_TOKEN, or its SHA-256 as OPERATOR_TOKEN_SHA256, and restart it."
      >
        <div className="flex max-w-[52rem] flex-col gap-5">
          <CodeBlock label="Shell: make a token" language="shell" code={makeToken} />
          <CodeBlock label="Shell: its SHA-256" language="shell" code={hashToken} />
          <p className="text-sm text-ink-soft">
            Without it everything can be done with <code>npm run admin -- help</code> on the service’s
            machine.
          </p>
        </div>
      </Section>
    </Page>
  );
}
