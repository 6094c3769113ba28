import type { SentEvent } from "@/lib/relay/sentOfInstance";
import { sayTime } from "@/lib/words/sayDates";
import { Button, FormNotice, Link, Section, StackedTable, TextField } from "../ui";
import { PostForm } from "../ui/post-form";

/** An instance that the relay's admin looks at. */
export interface ChosenInstance {
  readonly instanceId: string;
  /** Under which upstream knows it while identifiers are hashed. */
  readonly hashedId: string;
  /** The latest of its events that left. */
  readonly events: readonly SentEvent[];
}

interface InstanceSectionProps {
  chosen: ChosenInstance | null;
  /** True where what was typed is no instance ID. */
  isWrong: boolean;
}

const problemId = "instance-problem";

/** What left of one instance, before and after the rules. */
export function InstanceSection({ chosen, isWrong }: InstanceSectionProps) {
  return (
    <Section
      id="instance"
      title="One instance"
      lead="What an instance of yours sent and what of it left, by the ID that its engine has."
    >
      <PostForm
        action="/relay/choose"
        autoComplete="off"
        aria-label="One instance"
        className="flex flex-wrap items-end gap-x-4 gap-y-3"
      >
        <TextField
          className="basis-72 font-mono [&_label]:font-sans"
          label="Instance ID"
          name="id"
          required
          maxLength={64}
          autoCapitalize="off"
          spellCheck={false}
          defaultValue={chosen?.instanceId ?? ""}
          {...(isWrong ? { "aria-invalid": true, "aria-describedby": problemId } : {})}
        />
        <Button type="submit">Show what left</Button>
      </PostForm>
      {isWrong ? (
        <div className="mt-4">
          <FormNotice id={problemId}>That is no instance ID.</FormNotice>
        </div>
      ) : null}
      {chosen === null ? null : (
        <div className="mt-6 flex flex-col gap-4">
          <p className="text-sm text-ink-soft">
            While identifiers are hashed, the service upstream knows it as <code>{chosen.hashedId}</code>.{" "}
            <Link href="/relay/instance/events">All its events, live, each with what of it left</Link>
          </p>
          {chosen.events.length === 0 ? (
            <p>Nothing of it left.</p>
          ) : (
            <StackedTable
              caption={`The latest ${chosen.events.length} of its events that left`}
              columns={[{ title: "Left", className: "md:w-[16%]" }, "Before the rules", "As it left"]}
              rows={chosen.events.map(({ requestId, at, before, after }) => ({
                key: `${requestId} ${before.event_id}`,
                cells: [
                  <Link key="at" href={`/relay/sent/${requestId}`}>
                    {sayTime(at)}
                  </Link>,
                  <code key="before">{JSON.stringify(before)}</code>,
                  before === after ? "the same" : <code key="after">{JSON.stringify(after)}</code>,
                ],
              }))}
            />
          )}
        </div>
      )}
    </Section>
  );
}
