import { sayCount } from "../../words/sayNumbers";
import { limits } from "./limits";
import { plans } from "./plan";

/** Why a wish was refused: in an address by its name, everywhere else in these words. */
const words = {
  alias: "the alias must be 1 to 63 lower-case letters, digits and dashes",
  "alias-taken": "the alias is taken",
  "organization-name": `the name must have 1 to ${limits.organizationName} characters`,
  plan: `the plan must be one of ${plans.join(", ")}`,
  billing: "the billing state must be on or off",
  until: "the day must be YYYY-MM-DD, or empty",
  "no-organization": "there is no such organization",
  hours: `the hours must be a number from 0 to ${sayCount(limits.overlapHours)}`,
  "no-key": "no valid key has this id",
  "token-name": `a token needs a name of 1 to ${limits.name} characters`,
  email: "an email address looks like ada@example.org and has at most 254 characters",
  "email-of-nobody": "only a personal token can have an email address",
  "no-token": "no valid token has this id",
  "sender-name": `a relay needs a name of 1 to ${limits.name} characters`,
  "no-sender": "no valid token of a relay has this id",
  own: "this is the token you are signed in with",
  "no-instance": "the organization has no instance with this number",
  "instance-id": "an instance ID has 20 characters, each 0-9 or a-v",
  "of-another": "the instance is another organization's, or one of the documentation's examples",
  confirm: "that is not the ID of this instance",
  "grant-instances": "choose at least one instance",
  "grant-reason": `say why, in ${limits.reason.least} to ${limits.reason.most} characters`,
  "grant-hours": `a grant lasts from one hour to ${limits.grantHours / 24} days`,
  "not-linked": "an instance is linked no longer",
  "webhook-url": "the address must begin with https://, and have no user name or password",
  "webhook-events": "choose at least one event",
  "webhook-hours": `an instance is silent after 1 to ${limits.silentHours} hours`,
  "webhook-count": `there can be ${limits.webhooks} webhooks`,
  "no-webhook": "no webhook has this id",
  "no-grant": "no active grant has this id",
  "member-name": `a member needs a name of 1 to ${limits.name} characters`,
  "no-member": "no member has this id",
  month: "the month must be YYYY-MM, and have begun",
  "month-open": "the month is not over for as long as reports may come late",
  "no-usage": "nothing was reported in the month",
  "statement-made": "the month has a statement, which a correction can take the place of",
  "statement-unchanged": "the statement says what is counted now: there is nothing to correct",
  "statement-reason": `say why, in ${limits.reason.least} to ${limits.reason.most} characters`,
  "no-statement": "the organization has no statement of this number",
  months: `months must be a whole number from 1 to ${limits.months}`,
  before: "before must be the number of an entry",
  after: "after must be the next of the page before",
} as const satisfies Record<string, string>;

export type OrganizationProblemName = keyof typeof words;

export const problemNames = Object.keys(words).filter(isProblemName);

/** Whether a text, such as a parameter of an address, names a problem. */
export function isProblemName(text: unknown): text is OrganizationProblemName {
  return typeof text === "string" && Object.hasOwn(words, text);
}

/** What a problem is, without a capital and a full stop. */
export function sayProblem(problem: OrganizationProblemName): string {
  return words[problem];
}

/** The same as a sentence of a page. @param after what is said after it */
export function problemSentence(problem: OrganizationProblemName, after: string): string {
  const text = words[problem];
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}. ${after}`;
}

/** By its name: Next bundles services and routes apart, each with classes of its own. */
export function isOrganizationProblem(error: unknown): error is OrganizationProblem {
  return error instanceof Error && error.name === "OrganizationProblem";
}

/** A wish that cannot be met; the message is for whoever asked. */
export class OrganizationProblem extends Error {
  override name = "OrganizationProblem";

  /** @param about what was asked for, where that helps: never a secret */
  constructor(
    readonly problem: OrganizationProblemName,
    about?: string | number,
  ) {
    super(about === undefined ? words[problem] : `${words[problem]}: ${about}`);
  }
}
