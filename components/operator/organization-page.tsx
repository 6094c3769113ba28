import type { Organization } from "@/lib/organizations/account/organization";
import type { OrganizationKey } from "@/lib/organizations/keys/listKeys";
import type { LinkedInstance } from "@/lib/organizations/links/listLinkedInstances";
import { plans } from "@/lib/organizations/rules/plan";
import type { AccessToken } from "@/lib/organizations/tokens/listTokens";
import { sayTime } from "@/lib/words/sayDates";
import { capitalise } from "@/lib/words/sayPlurals";
import { Button, Link, type ListPart, Page, Pager, Section, SelectField, TextField } from "../ui";
import { PostForm } from "../ui/post-form";
import { SignOut } from "../ui/sign-out";
import { KeysSection } from "./keys-section";
import { Listing } from "./listing";
import { Outcome, type OutcomeProps } from "./outcome";
import { TokensSection } from "./tokens-section";

/** Of an instance only what a link is: nothing that it sent, and not its ID. */
type ShownLink = Pick<LinkedInstance, "number" | "project" | "linkedAt" | "registeredAt">;

export interface OrganizationPageProps extends OutcomeProps {
  organization: Organization;
  keys: ListPart<OrganizationKey>;
  tokens: ListPart<AccessToken>;
  instances: ListPart<ShownLink>;
  /** ISO 8601. */
  now: string;
}

/** An organization as the operator looks after it. Whatever is changed here is in the log that the organization reads. */
export function OrganizationPage({
  organization,
  keys,
  tokens,
  instances,
  now,
  made,
  notice,
}: OrganizationPageProps) {
  const base = `/operator/organizations/${organization.alias}`;
  return (
    <Page
      title={organization.name}
      above={<Link href="/operator">Operator</Link>}
      lead={`Alias ${organization.alias}, since ${sayTime(organization.createdAt)}. Whatever is changed here is written into the log that the organization reads.`}
      aside={<SignOut action="/operator/sign-out" />}
    >
      <Outcome notice={notice} made={made} />
      <p>
        <Link href={`${base}/usage`}>Usage and statements</Link>, month by month
      </p>
      <PlanSection base={base} organization={organization} />
      <KeysSection base={base} keys={keys} now={now} />
      <TokensSection base={base} tokens={tokens} />
      <InstancesSection base={base} instances={instances} />
    </Page>
  );
}

function PlanSection({ base, organization }: { base: string; organization: Organization }) {
  return (
    <Section
      id="plan"
      title="Plan and billing"
      lead="The edition of its instances follows the plan. Engines are told whether billing is active, and until when the organization has privileges, with their next usage report. No day is no such end."
    >
      <div className="flex flex-wrap items-end gap-x-10 gap-y-4">
        <PostForm action={`${base}/plan`} className="flex items-end gap-3">
          <SelectField className="w-40" label="Plan" name="plan" defaultValue={organization.plan}>
            {plans.map((plan) => (
              <option key={plan} value={plan}>
                {capitalise(plan)}
              </option>
            ))}
          </SelectField>
          <Button type="submit">Change plan</Button>
        </PostForm>
        <PostForm action={`${base}/billing`} className="flex items-end gap-3">
          <SelectField
            className="w-40"
            label="Billing"
            name="state"
            defaultValue={organization.billingActive ? "on" : "off"}
          >
            <option value="on">Active</option>
            <option value="off">Not active</option>
          </SelectField>
          <Button type="submit">Change billing</Button>
        </PostForm>
        <PostForm action={`${base}/privilege`} className="flex items-end gap-3">
          <TextField
            className="w-44"
            label="Privileged until"
            name="until"
            type="date"
            defaultValue={organization.privilegedUntil?.slice(0, 10) ?? ""}
          />
          <Button type="submit">Change the day</Button>
        </PostForm>
      </div>
    </Section>
  );
}

function InstancesSection({ base, instances }: { base: string; instances: ListPart<ShownLink> }) {
  return (
    <Section
      id="instances"
      title="Instances"
      lead="An unlinked instance counts as Community Edition again, opens by its ID, and leaves every grant. Events under a valid key link it again, within a minute. Link one by hand only where you know whose it is, such as an instance from AWS Marketplace that cannot send a key."
    >
      <Listing
        caption="Linked instances"
        columns={["Number", "Project", "Linked", "Registered"]}
        rows={instances.rows.map(({ number, project, linkedAt, registeredAt }) => ({
          key: String(number),
          cells: [
            String(number),
            project ?? "–",
            sayTime(linkedAt),
            registeredAt === null ? "never" : sayTime(registeredAt),
          ],
        }))}
        empty="No instance is linked yet. It is with its first event or its registration under a key."
      />
      <Pager label="Pages of instances" {...instances} />
      <PostForm
        action={`${base}/link`}
        autoComplete="off"
        aria-label="Link an instance"
        className="mt-6 flex flex-wrap items-end gap-x-4 gap-y-3"
      >
        <TextField
          className="basis-72 font-mono [&_label]:font-sans"
          label="Instance ID that is certainly theirs"
          name="instance"
          required
          maxLength={40}
        />
        <Button type="submit">Link</Button>
      </PostForm>
      {instances.rows.length === 0 && instances.first === null ? null : (
        <PostForm
          action={`${base}/unlink`}
          autoComplete="off"
          aria-label="Unlink an instance"
          className="mt-6 flex flex-wrap items-end gap-x-4 gap-y-3"
        >
          <TextField
            className="basis-44"
            label="Number of an instance"
            name="number"
            required
            inputMode="numeric"
            pattern="\d{1,15}"
            title="A number of the table"
          />
          <label className="flex basis-full cursor-pointer items-start gap-2 text-sm">
            <input type="checkbox" required className="mt-1 size-4 shrink-0 accent-accent" />
            <span>
              The organization no longer sees this instance, and its reports no longer count as usage. What is
              stored of it stays.
            </span>
          </label>
          <Button type="submit" look="danger">
            Unlink
          </Button>
        </PostForm>
      )}
    </Section>
  );
}
