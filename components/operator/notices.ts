import type { OperatorAction } from "@/lib/organizations/manage/operatorActions";

/** What a form of the operator's pages does. */
export type OperatorDeed = OperatorAction | "create" | "add-member" | "remove-member" | "unknown";

/** What the operator's last form came to. */
export interface OperatorNotice {
  readonly kind: "done" | "problem";
  readonly deed: OperatorDeed;
}

/** What is said of a deed once it is done, and of one that could not be done. */
const words: Readonly<Record<OperatorDeed, { readonly done: string; readonly problem: string }>> = {
  create: {
    done: "The organization was created.",
    problem:
      "The organization was not created. The alias must be 1 to 63 lower-case letters, digits and dashes that no other organization has; the name must not be empty.",
  },
  "add-member": {
    done: "The member was added.",
    problem: "The member was not added. The name must have 1 to 100 characters.",
  },
  "remove-member": { done: "The member was removed.", problem: "No member has this identifier." },
  unknown: { done: "", problem: "There is no such organization." },
  plan: { done: "The plan was changed.", problem: "There is no such plan." },
  billing: { done: "The billing state was changed.", problem: "Billing is on or off." },
  "issue-key": { done: "The key was issued.", problem: "The key was not issued." },
  "rotate-key": {
    done: "The key was replaced.",
    problem: "The key was not replaced. The hours must be a whole number between 0 and 2,160.",
  },
  "revoke-key": { done: "The key has ended.", problem: "No valid key has this identifier." },
  "issue-token": {
    done: "The token was issued.",
    problem: "The token was not issued. The name must have 1 to 100 characters.",
  },
  "revoke-token": {
    done: "The token has ended, and every session it opened.",
    problem: "No valid token has this identifier.",
  },
  unlink: {
    done: "The instance is unlinked. It counts as Community Edition again and opens by its ID.",
    problem: "This organization has no instance with this number.",
  },
};

/** Whether a parameter of an address names a deed. */
export function isOperatorDeed(text: unknown): text is OperatorDeed {
  return typeof text === "string" && Object.hasOwn(words, text);
}

/** A sentence about the last form. */
export function sayOperatorNotice({ kind, deed }: OperatorNotice): string {
  return words[deed][kind];
}
