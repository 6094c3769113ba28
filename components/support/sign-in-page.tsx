import { Page, Section } from "../ui";
import { type SignInNotice, TokenSignIn } from "../ui/token-sign-in";

/** The way in for members of support. */
export function SupportSignInPage({ notice }: { notice: SignInNotice | null }) {
  return (
    <Page
      title="Support"
      lead="For members of support. They see instances that an organization lets them see, for as long as it does, and nothing else."
    >
      <TokenSignIn action="/support/sign-in" label="Support token" notice={notice} />
      <Section id="promises" title="What organizations can rely on">
        <ul className="list-disc pl-5 [&>li]:mt-1.5 [&>li]:max-w-measure">
          <li>Without a grant, support sees nothing of an organization: not even that it is there.</li>
          <li>A grant names instances, a reason and an end, and is taken back at once.</li>
          <li>Every look is written into the organization’s log before anything is shown.</li>
          <li>Support can neither export nor erase.</li>
        </ul>
      </Section>
    </Page>
  );
}
