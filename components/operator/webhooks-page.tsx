import { type OrganizationProblemName, problemSentence } from "@/lib/organizations/rules/organizationProblem";
import { givenUpAfterHours, keptDays } from "@/lib/organizations/webhooks/deliver";
import type { ShownDelivery, ShownWebhook } from "@/lib/organizations/webhooks/listWebhooks";
import { publicationEvents } from "@/lib/organizations/webhooks/webhookEvents";
import { sayTime } from "@/lib/words/sayDates";
import { Deliveries, IdForm, SignatureRule, WebhookState } from "../organization/webhooks/webhook-parts";
import {
  Button,
  FormNotice,
  Link,
  type ListPart,
  Page,
  Pager,
  Prose,
  Section,
  StackedTable,
  TextField,
} from "../ui";
import { MadeSecret } from "../ui/made-secret";
import { PostForm } from "../ui/post-form";

interface OperatorWebhooksPageProps {
  webhooks: readonly ShownWebhook[];
  deliveries: ListPart<ShownDelivery>;
  made: { readonly title: string; readonly value: string } | null;
  problem: OrganizationProblemName | null;
  isTested: boolean;
}

const problemId = "webhook-problem";

/** Who is told of each release, for anyone who publishes elsewhere, and how that went. */
export function OperatorWebhooksPage({
  webhooks,
  deliveries,
  made,
  problem,
  isTested,
}: OperatorWebhooksPageProps) {
  return (
    <Page
      above={<Link href="/operator">Operator</Link>}
      title="Webhooks of publications"
      lead="For anyone who publishes elsewhere: a signed POST with every release, tried again until it is taken. It says only what is public."
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
            columns={["Host", "Since", "State", "Do"]}
            rows={webhooks.map((webhook) => ({
              key: webhook.id,
              cells: [
                webhook.host,
                sayTime(webhook.createdAt),
                <WebhookState key="state" webhook={webhook} />,
                <div key="do" className="flex flex-wrap gap-2">
                  <IdForm action="/operator/webhooks/test" id={webhook.id}>
                    <Button type="submit" aria-label={`Send a test to ${webhook.host}`}>
                      Test
                    </Button>
                  </IdForm>
                  <IdForm action="/operator/webhooks/remove" id={webhook.id}>
                    <Button type="submit" look="danger" aria-label={`Remove the webhook to ${webhook.host}`}>
                      Remove
                    </Button>
                  </IdForm>
                </div>,
              ],
            }))}
          />
        )}
        <PostForm
          action="/operator/webhooks/add"
          autoComplete="off"
          aria-label="Add a webhook"
          className="mt-6 flex flex-wrap items-end gap-x-4 gap-y-3"
        >
          {problem === null ? null : (
            <FormNotice id={problemId}>{problemSentence(problem, "Nothing was changed.")}</FormNotice>
          )}
          <TextField
            className="basis-[36rem]"
            label="Address"
            name="url"
            type="url"
            placeholder="https://"
            required
            maxLength={2_000}
            {...(problem === "webhook-url" ? { "aria-invalid": true, "aria-describedby": problemId } : {})}
          />
          <Button type="submit">Add</Button>
        </PostForm>
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
          <ul>
            {Object.entries(publicationEvents).map(([name, { when }]) => (
              <li key={name}>
                <code>{name}</code>: {when}
              </li>
            ))}
          </ul>
        </Prose>
      </Section>
    </Page>
  );
}
