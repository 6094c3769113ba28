import type { OrganizationDeed } from "@/components/operator/notices";
import { changeBilling } from "@/lib/organizations/account/changeBilling";
import { changePlan } from "@/lib/organizations/account/changePlan";
import { changePrivilege } from "@/lib/organizations/account/changePrivilege";
import { issueKey } from "@/lib/organizations/keys/issueKey";
import { revokeKey } from "@/lib/organizations/keys/revokeKey";
import { rotateKey } from "@/lib/organizations/keys/rotateKey";
import { claimInstance } from "@/lib/organizations/links/claimInstance";
import { unlinkInstance } from "@/lib/organizations/links/unlinkInstance";
import type { OrganizationContext } from "@/lib/organizations/rules/context";
import { issueToken } from "@/lib/organizations/tokens/issueToken";
import { revokeToken } from "@/lib/organizations/tokens/revokeToken";
import type { MadeSecret } from "@/lib/settings/makeSecret";

interface Deed {
  /** What it makes, in words, where that is shown once. */
  readonly makes?: string;
  act(
    context: OrganizationContext,
    organizationId: number,
    form: URLSearchParams,
  ): Promise<MadeSecret | undefined>;
}

/** What the operator can do with an organization. */
export const deeds: Readonly<Record<OrganizationDeed, Deed>> = {
  plan: {
    act: (context, organizationId, form) => changePlan(context, { organizationId, plan: form.get("plan") }),
  },
  billing: {
    act: (context, organizationId, form) =>
      changeBilling(context, { organizationId, state: form.get("state") }),
  },
  privilege: {
    act: (context, organizationId, form) =>
      changePrivilege(context, { organizationId, until: form.get("until") }),
  },
  "issue-key": {
    makes: "Key",
    act: (context, organizationId) => issueKey(context, { organizationId }),
  },
  "rotate-key": {
    makes: "New key",
    act: (context, organizationId, form) => rotateKey(context, { organizationId, hours: form.get("hours") }),
  },
  "revoke-key": {
    act: (context, organizationId, form) => revokeKey(context, { organizationId, id: form.get("id") }),
  },
  "issue-token": {
    makes: "Access token",
    act: (context, organizationId, form) =>
      issueToken(context, {
        organizationId,
        name: form.get("name"),
        isPersonal: form.get("personal"),
      }),
  },
  "revoke-token": {
    act: (context, organizationId, form) => revokeToken(context, { organizationId, id: form.get("id") }),
  },
  link: {
    async act(context, organizationId, form) {
      await claimInstance(context, { organizationId, instanceId: form.get("instance") });
      return undefined;
    },
  },
  unlink: {
    act: (context, organizationId, form) =>
      unlinkInstance(context, { organizationId, number: form.get("number") }),
  },
};
