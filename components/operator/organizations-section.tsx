import type { OrganizationSummary } from "@/lib/organizations/account/listOrganizationSummaries";
import { limits } from "@/lib/organizations/rules/limits";
import { plans } from "@/lib/organizations/rules/plan";
import { sayCount } from "@/lib/words/sayNumbers";
import { capitalise } from "@/lib/words/sayPlurals";
import { Badge, Button, Link, type ListPart, Pager, Section, SelectField, TextField } from "../ui";
import { PostForm } from "../ui/post-form";
import { Listing } from "./listing";

/** All organizations, each with the way to its page, and the form for a new one. */
export function OrganizationsSection({ organizations }: { organizations: ListPart<OrganizationSummary> }) {
  return (
    <Section id="organizations" title="Organizations">
      <Listing
        caption="Organizations by alias"
        columns={["Alias", "Name", "Plan", "Billing", "Instances", "Valid keys"]}
        rows={organizations.rows.map(({ alias, name, plan, billingActive, instances, validKeys }) => ({
          key: alias,
          cells: [
            <Link key="alias" href={`/operator/organizations/${alias}`}>
              {alias}
            </Link>,
            name,
            capitalise(plan),
            <Badge key="billing" tone={billingActive ? "good" : "caution"}>
              {billingActive ? "on" : "off"}
            </Badge>,
            sayCount(instances),
            sayCount(validKeys),
          ],
        }))}
        empty="No organization yet."
      />
      <p className="mt-4">
        <Link href="/operator/usage">What all of them used</Link>, month by month
      </p>
      <Pager label="Pages of organizations" {...organizations} />
      <CreateForm />
    </Section>
  );
}

function CreateForm() {
  return (
    <PostForm action="/operator/create" autoComplete="off" aria-labelledby="create-heading" className="mt-8">
      <h3 id="create-heading" className="mb-3 text-[1.0625rem]">
        Create an organization
      </h3>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <TextField
          className="basis-52"
          label="Alias"
          name="alias"
          required
          pattern="[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?"
          title="1 to 63 lower-case letters, digits and dashes"
          maxLength={63}
          autoCapitalize="off"
          spellCheck={false}
        />
        <TextField
          className="basis-72"
          label="Name"
          name="name"
          required
          maxLength={limits.organizationName}
        />
        <SelectField className="basis-40" label="Plan" name="plan">
          {plans.map((plan) => (
            <option key={plan} value={plan}>
              {capitalise(plan)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" look="primary">
          Create
        </Button>
      </div>
    </PostForm>
  );
}
