import { Page } from "../ui";
import { type SignInNotice, TokenSignIn } from "../ui/token-sign-in";

interface RelaySignInPageProps {
  /** Where the token lies that was made here; null where the operator's opens the pages. */
  tokenFile: string | null;
  notice: SignInNotice | null;
}

/** The way in for anyone who runs a relay. */
export function RelaySignInPage({ tokenFile, notice }: RelaySignInPageProps) {
  return (
    <Page
      title="Relay"
      lead="For anyone who runs this relay: what waits, what its rules do, and every request that left."
    >
      <TokenSignIn action="/relay/sign-in" label="Relay’s token" notice={notice} />
      <p className="-mt-6 text-sm text-ink-soft">
        {tokenFile === null ? (
          "It is the operator’s token of this installation."
        ) : (
          <>
            It is in the file <code>{tokenFile}</code> on this relay’s machine; OPERATOR_TOKEN sets another.
          </>
        )}
      </p>
    </Page>
  );
}
