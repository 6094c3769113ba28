import type { ReactNode } from "react";
import { catalogue } from "@/lib/catalogue";
import type { RelayCounts } from "@/lib/relay/relayState";
import { longestHoldHours, type Rules } from "@/lib/relay/rules";
import { sayCount } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";
import { Button, FormNotice, Section, TextField } from "../ui";
import { PostForm } from "../ui/post-form";
import { totalOf } from "./say-relay";

/** What the rules' form came to. */
export type RulesNotice = "done" | "hours";

interface RulesFormProps {
  /** Null where they cannot be read; nothing leaves then. */
  rules: Rules | null;
  counts: RelayCounts;
  notice: RulesNotice | null;
}

const noticeId = "rules-notice";

/** The rules of a relay, each with what it did. */
export function RulesForm({ rules, counts, notice }: RulesFormProps) {
  return (
    <Section
      id="rules"
      title="Rules"
      lead="They hold for every event whose turn comes from now on, also for those that wait already. What stays can be seen under My instance; it never leaves."
    >
      <PostForm
        action="/relay/rules"
        autoComplete="off"
        aria-label="Rules"
        className="flex max-w-[52rem] flex-col items-start gap-6 border border-rule-strong p-5"
      >
        {rules === null ? (
          <FormNotice>
            The rules of this relay cannot be read, so nothing leaves. Saving the form sets them again.
          </FormNotice>
        ) : null}
        {notice === null ? null : (
          <FormNotice id={noticeId} tone={notice === "done" ? "good" : "bad"}>
            {notice === "done"
              ? "The rules hold from now on."
              : `Events can be held for 0 to ${longestHoldHours} hours. Nothing was changed.`}
          </FormNotice>
        )}
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 text-sm font-medium">What leaves</legend>
          <Choice
            type="radio"
            name="leaves"
            value="events"
            isChosen={rules !== null && !rules.inspectOnly}
            did={`${countOf(counts.forwarded, "event")} left`}
          >
            Everything that the rules below let through
          </Choice>
          <Choice
            type="radio"
            name="leaves"
            value="nothing"
            isChosen={rules?.inspectOnly ?? true}
            did={`${countOf(counts.inspected, "event")} stayed`}
          >
            Nothing at all: inspect only. Calls of engines with a key or token are answered 503
          </Choice>
        </fieldset>
        <fieldset>
          <legend className="mb-2 text-sm font-medium">
            Event types that stay here{" "}
            <span className="font-normal text-ink-soft">
              ({countOf(totalOf(counts.withheld), "event")} stayed)
            </span>
          </legend>
          <div className="grid grid-cols-1 gap-x-6 gap-y-1.5 sm:grid-cols-2 lg:grid-cols-3">
            {catalogue.types.map(({ name, title }) => (
              <Choice
                key={name}
                type="checkbox"
                name="withhold"
                value={name}
                isChosen={rules?.withheldTypes.includes(name) ?? false}
                did={counts.withheld[name] === undefined ? null : `${sayCount(counts.withheld[name])} stayed`}
              >
                {title}
              </Choice>
            ))}
          </div>
        </fieldset>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 text-sm font-medium">How the others leave</legend>
          <Choice
            type="checkbox"
            name="hash"
            value="on"
            isChosen={rules?.hashIdentifiers ?? false}
            did={`${countOf(counts.hashed, "event")} left so`}
          >
            Identifiers hashed by this relay’s own key, the instance ID among them, and without an
            organization’s key
          </Choice>
          <Choice
            type="checkbox"
            name="round"
            value="on"
            isChosen={rules?.roundSizes ?? false}
            did={`${countOf(counts.rounded, "event")} left so`}
          >
            Sizes in bytes rounded down to powers of two
          </Choice>
        </fieldset>
        <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <TextField
            className="w-48"
            label="Hold for so many hours"
            name="hold"
            type="number"
            inputMode="numeric"
            required
            min={0}
            max={longestHoldHours}
            defaultValue={rules?.holdHours ?? 0}
            {...(notice === "hours" ? { "aria-invalid": true, "aria-describedby": noticeId } : {})}
          />
          <p className="pb-2 text-sm text-ink-soft">{countOf(counts.held, "event")} had to wait</p>
        </div>
        <Button type="submit" look="primary">
          Save the rules
        </Button>
      </PostForm>
    </Section>
  );
}

interface ChoiceProps {
  type: "checkbox" | "radio";
  name: string;
  value: string;
  isChosen: boolean;
  /** What the rule did. */
  did: string | null;
  children: ReactNode;
}

function Choice({ type, name, value, isChosen, did, children }: ChoiceProps) {
  return (
    <label className="flex cursor-pointer items-start gap-2.5 text-sm">
      <input
        type={type}
        name={name}
        value={value}
        defaultChecked={isChosen}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span>
        {children}
        {did === null ? null : <span className="text-ink-soft"> ({did})</span>}
      </span>
    </label>
  );
}
