import { ButtonLink } from "../../ui/button";
import { MadeSecret } from "../../ui/made-secret";
import { OrganizationFrame, type ShownOrganization } from "../organization-frame";

interface MadeTokenPageProps extends ShownOrganization {
  made: { readonly title: string; readonly value: string };
}

/** A token right after it was made. */
export function MadeTokenPage({ made, ...shown }: MadeTokenPageProps) {
  return (
    <OrganizationFrame {...shown} path="/org/tokens" title="A new token">
      <div className="flex flex-col items-start gap-6">
        <div className="w-full">
          <MadeSecret title={made.title} value={made.value} />
        </div>
        <ButtonLink href="/org/tokens">All tokens</ButtonLink>
      </div>
    </OrganizationFrame>
  );
}
