import { type OrganizationProblemName, problemSentence } from "@/lib/organizations/rules/organizationProblem";

/** What is said once something was done with an organization; its name is the last part of its form's address. */
const organizationWords = {
  plan: "The plan was changed.",
  billing: "The billing state was changed.",
  privilege: "Until when it has privileges was changed.",
  "issue-key": "The key was issued.",
  "rotate-key": "The key was replaced.",
  "revoke-key": "The key has ended.",
  "issue-token": "The token was issued.",
  "revoke-token": "The token has ended, and every session it opened.",
  link: "The instance is linked. Its ID alone opens nothing any more.",
  unlink: "The instance is unlinked. It counts as Community Edition again and opens by its ID.",
} as const;

const words = {
  ...organizationWords,
  create: "The organization was created.",
  correct: "The correction was made. It names the statement that it takes the place of.",
  "add-member": "The member was added.",
  "remove-member": "The member was removed.",
} as const;

export type OrganizationDeed = keyof typeof organizationWords;
export type OperatorDeed = keyof typeof words;

/** What the operator's last form came to. */
export type OperatorNotice =
  | { readonly kind: "done"; readonly deed: OperatorDeed }
  | { readonly kind: "problem"; readonly problem: OrganizationProblemName };

export const organizationDeeds = Object.keys(organizationWords).filter(isOrganizationDeed);

/** Whether a part of an address names something that the operator can do with an organization. */
export function isOrganizationDeed(text: unknown): text is OrganizationDeed {
  return typeof text === "string" && Object.hasOwn(organizationWords, text);
}

/** Whether a parameter of an address names a deed. */
export function isOperatorDeed(text: unknown): text is OperatorDeed {
  return typeof text === "string" && Object.hasOwn(words, text);
}

/** A sentence about the last form. */
export function sayOperatorNotice(notice: OperatorNotice): string {
  return notice.kind === "done"
    ? words[notice.deed]
    : problemSentence(notice.problem, "Nothing was changed.");
}
