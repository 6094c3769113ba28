import type { ReactNode } from "react";
import type { Organization } from "@/lib/organizations/account/organization";
import type { TokenHolder } from "@/lib/organizations/tokens/tokenHolder";
import { Button, Page, SubPages, UnderSubPages } from "../ui";
import { PostForm } from "../ui/post-form";

/** The pages of an organization, in reading order. */
export const organizationPages = [
  { path: "/org", name: "Instances" },
  { path: "/org/usage", name: "Usage" },
  { path: "/org/support", name: "Support" },
  { path: "/org/audit", name: "Audit log" },
  { path: "/org/webhooks", name: "Webhooks" },
  { path: "/org/tokens", name: "Tokens" },
] as const;

export type OrganizationPath = (typeof organizationPages)[number]["path"];

/** The organization that a page is about, and the token that opened it. */
export interface ShownOrganization {
  readonly organization: Organization;
  readonly holder: TokenHolder;
}

interface OrganizationFrameProps extends ShownOrganization {
  path: OrganizationPath;
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}

/** What the pages of an organization have in common: whose they are, the way between them, and out. */
export function OrganizationFrame({
  organization,
  holder,
  path,
  title,
  lead,
  children,
}: OrganizationFrameProps) {
  return (
    <Page title={title} lead={lead} above={organization.name} aside={<SignedIn holder={holder} />}>
      <SubPages
        label="Organization"
        className="-mt-4"
        listClassName="flex flex-wrap gap-x-4 border-b sm:gap-x-5 border-rule"
        pages={organizationPages.map((page) => ({
          href: page.path,
          name: page.name,
          isCurrent: page.path === path,
        }))}
      />
      <UnderSubPages>{children}</UnderSubPages>
    </Page>
  );
}

function SignedIn({ holder }: Pick<ShownOrganization, "holder">) {
  return (
    <PostForm
      action="/org/sign-out"
      className="screen-only flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-soft"
    >
      <span className="wrap-anywhere">
        Signed in with the token <strong className="font-medium text-ink">{holder.name}</strong>
      </span>
      <Button type="submit">Sign out</Button>
    </PostForm>
  );
}
