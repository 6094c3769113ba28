import { limits } from "@/lib/organizations/rules/limits";
import { type OrganizationProblemName, problemSentence } from "@/lib/organizations/rules/organizationProblem";
import { givenUpAfterHours, keptDays } from "@/lib/organizations/webhooks/deliver";
import type { ShownDelivery, ShownWebhook } from "@/lib/organizations/webhooks/listWebhooks";
import { webhookEventNames, webhookEvents } from "@/lib/organizations/webhooks/webhookEvents";
import { sayTime } from "@/lib/words/sayDates";
import { countOf } from "@/lib/words/sayPlurals";
import { Button, FormNotice, type ListPart, Pager, Prose, Section, StackedTable, TextField } from "../../ui";
import { MadeSecret } from "../../ui/made-secret";
import { PostForm } from "../../ui/post-form";
import { OrganizationFrame, type ShownOrganization } from "../organization-frame";
import { Deliveries, IdForm, SignatureRule, WebhookState } from "./webhook-parts";

interface WebhooksPageProps extends ShownOrganization {
  webhooks: readonly ShownWebhook[];
  deliveries: ListPart<ShownDelivery>;
  made: { readonly title: string; readonly value: string } | null;
  problem: OrganizationProblemName | null;
  isTested: boolean;
}

const problemId = "webhook-problem";

/** Where an organization is told of what happens, and how that went. */
export function WebhooksPage({ webhooks, deliveries, made, problem, isTested, ...shown }: WebhooksPageProps) {
  return (
    <OrganizationFrame
      {...shown}
      path="/org/webhooks"
      title="Webhooks"
      lead="Your own service is told when something happens: a signed POST, tried again until it is taken."
    >
      {made === null ? null : <MadeSecret title={made.title} value={made.value} />}
      {isTested ? (
        <FormNotice tone="good">
          The test is on its way. Load the page again in a few seconds to see how it went.
        </FormNotice>
      ) : null}
      <Section id="webhooks" title="Where to">
        {webhooks.length === 0 ? (
          <p className="mb-6 text-ink-soft">No webhook yet.</p>
        ) : (
          <StackedTable
            caption="Webhooks, oldest first"
            columns={["Host", "Told of", "Since", "State", "Do"]}
            rows={webhooks.map((webhook) => ({
              key: webhook.id,
              cells: [
                webhook.host,
                <ul key="events">
                  {webhook.events.map((event) => (
                    <li key={event}>
                      {webhookEvents[event].title}
                      {event === "instance.silent" ? ` for ${countOf(webhook.silentHours, "hour")}` : ""}
                    </li>
                  ))}
                </ul>,
                sayTime(webhook.createdAt),
                <WebhookState key="state" webhook={webhook} />,
                <div key="do" className="flex flex-wrap gap-2">
                  <IdForm action="/org/webhooks/test" id={webhook.id}>
                    <Button type="submit" aria-label={`Send a test to ${webhook.host}`}>
                      Test
                    </Button>
                  </IdForm>
                  <IdForm action="/org/webhooks/remove" id={webhook.id}>
                    <Button type="submit" look="danger" aria-label={`Remove the webhook to ${webhook.host}`}>
                      Remove
                    </Button>
                  </IdForm>
                </div>,
              ],
            }))}
          />
        )}
        <AddForm problem={problem} />
      </Section>
      <Section
        id="deliveries"
        title="Deliveries"
        lead={`What was sent in the last ${keptDays} days. What nobody took for ${givenUpAfterHours} hours is given up.`}
      >
        <Deliveries rows={deliveries.rows} />
        <Pager label="Pages of deliveries" {...deliveries} />
      </Section>
      <Section id="receiving" title="Receiving them">
        <Prose>
          <SignatureRule />
          <p>
            Answer with 2xx within ten seconds. Redirects are not followed, and addresses of private networks
            are refused. Bodies hold numbers of instances and times, no ID, name, key or address; the pages
            and the call of the audit log have the rest.
          </p>
          <ul>
            {webhookEventNames.map((name) => (
              <li key={name}>
                <code>{name}</code>: {webhookEvents[name].when}
              </li>
            ))}
          </ul>
        </Prose>
      </Section>
    </OrganizationFrame>
  );
}

function AddForm({ problem }: { problem: OrganizationProblemName | null }) {
  return (
    <PostForm
      action="/org/webhooks/add"
      autoComplete="off"
      aria-label="Add a webhook"
      className="mt-6 flex max-w-[52rem] flex-col items-start gap-5 border border-rule-strong p-5"
    >
      {problem === null ? null : (
        <FormNotice id={problemId}>{problemSentence(problem, "Nothing was changed.")}</FormNotice>
      )}
      <TextField
        className="w-full max-w-[36rem]"
        label="Address"
        name="url"
        type="url"
        placeholder="https://"
        required
        maxLength={2_000}
        {...(problem === "webhook-url" ? { "aria-invalid": true, "aria-describedby": problemId } : {})}
      />
      <fieldset
        className="min-w-0"
        {...(problem === "webhook-events" ? { "aria-describedby": problemId } : {})}
      >
        <legend className="mb-2 text-sm font-medium">Told of</legend>
        <ul className="flex flex-col gap-1.5">
          {webhookEventNames.map((name) => (
            <li key={name}>
              <label className="flex cursor-pointer items-start gap-2.5 text-sm">
                <input
                  type="checkbox"
                  name="event"
                  value={name}
                  defaultChecked
                  className="mt-0.5 size-4 shrink-0 accent-accent"
                />
                {webhookEvents[name].title}
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <TextField
        className="w-64"
        label="An instance is silent after hours"
        name="hours"
        type="number"
        min={1}
        max={limits.silentHours}
        defaultValue={24}
        required
      />
      <Button type="submit" look="primary">
        Add the webhook
      </Button>
    </PostForm>
  );
}
