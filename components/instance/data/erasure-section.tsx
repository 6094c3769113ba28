import { Button, FormNotice, Link, Section, TextField } from "../../ui";
import { CodeBlock } from "../../ui/code-block";
import { PostForm } from "../../ui/post-form";
import {
  type ErasureFact,
  erasureSteps,
  erasureStepsOfOrganization,
  whatGoes,
  whatStays,
} from "../erasure-words";
import type { ShownInstance } from "../instance-frame";
import { erasureCommand } from "./api-commands";

export interface ErasureSectionProps {
  instance: ShownInstance;
  /** The ID that was typed to confirm was another one. */
  isWronglyConfirmed: boolean;
  /** Without a slash at the end. */
  baseUrl: string;
  /** What an organization's billing keeps of it. */
  alsoStays?: readonly ErasureFact[];
}

/** What erasing an instance means, and the form for it. */
export function ErasureSection({
  instance,
  isWronglyConfirmed,
  baseUrl,
  alsoStays = [],
}: ErasureSectionProps) {
  const isOrganizations = instance.viewer === "organization";
  return (
    <Section
      id="erasure"
      title="Delete your data"
      lead={`What this service stored of the instance. The engine itself is not touched, and keeps sending${isOrganizations ? "" : " until that is switched off"}.`}
    >
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-3">
        <FactList title="What is deleted" facts={whatGoes} />
        <FactList title="What stays, and why" facts={[...alsoStays, ...whatStays]} />
        <FactList title="When" facts={isOrganizations ? erasureStepsOfOrganization() : erasureSteps} />
      </div>
      <div className="mt-8">
        {instance.isExample ? (
          <p className="max-w-measure border-l-[3px] border-caution py-0.5 pl-4 text-sm">
            The example instance cannot be erased: it belongs to nobody, and anybody could erase what others
            look at. Its events expire like all others.
          </p>
        ) : (
          <EraseForm base={instance.base} isWronglyConfirmed={isWronglyConfirmed} />
        )}
      </div>
      {instance.viewer === "owner" ? (
        <details className="mt-8 max-w-[52rem]">
          <summary className="mb-3 w-fit text-sm text-accent">Through the API</summary>
          <CodeBlock label="Shell: erase through the API" language="shell" code={erasureCommand(baseUrl)} />
        </details>
      ) : null}
      <p className="mt-6 max-w-measure text-sm text-ink-soft">
        {isOrganizations ? (
          <>
            In the Standard Edition telemetry{" "}
            <Link href="/opt-out#standard-edition">cannot be switched off</Link>: unless they are refused,
            later events begin a new record. Usage is reported and billed all the same.
          </>
        ) : (
          <>
            To stop the engine from sending, <Link href="/opt-out">switch telemetry off</Link>. Best before
            erasing: then no new record begins.
          </>
        )}
      </p>
    </Section>
  );
}

function FactList({ title, facts }: { title: string; facts: readonly ErasureFact[] }) {
  return (
    <div>
      <h3 className="border-b border-rule-strong pb-1.5 text-sm tracking-normal">{title}</h3>
      <dl>
        {facts.map(({ what, why }) => (
          <div key={what} className="border-b border-rule py-2.5 text-sm">
            <dt className="font-medium">{what}</dt>
            <dd className="mt-0.5 text-ink-soft">{why}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const problemId = "erase-problem";

function EraseForm({ base, isWronglyConfirmed }: { base: string; isWronglyConfirmed: boolean }) {
  return (
    <PostForm
      action={`${base}/erase`}
      autoComplete="off"
      className="flex max-w-[52rem] flex-col items-start gap-4 border border-rule-strong p-5"
    >
      {isWronglyConfirmed ? (
        <FormNotice id={problemId}>That is not the ID of this instance. Nothing was erased.</FormNotice>
      ) : null}
      <TextField
        className="w-full max-w-96 font-mono [&_label]:font-sans"
        label="Type the instance ID to confirm"
        name="confirm"
        required
        maxLength={64}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        {...(isWronglyConfirmed ? { "aria-invalid": true, "aria-describedby": problemId } : {})}
      />
      <label className="flex max-w-measure cursor-pointer items-start gap-2.5 text-sm">
        <input type="checkbox" name="refuse" className="mt-0.5 size-4 shrink-0 accent-accent" />
        <span>
          Refuse later events of this ID.{" "}
          <span className="text-ink-soft">
            They are answered with 200 and dropped. Without this a new record begins after the deletion.
          </span>
        </span>
      </label>
      <Button type="submit" look="danger">
        Erase this instance
      </Button>
    </PostForm>
  );
}
