"use client";

import { type ReactNode, useId, useState } from "react";
import type { EngineVersion } from "@/lib/catalogue";
import { Button } from "../../ui/button";
import { CodeField, SelectField } from "../../ui/form-field";
import { type ExampleForm, exampleForms } from "./example-forms";

interface TryItProps {
  types: readonly { readonly name: string; readonly title: string }[];
  /** The type, form and engine version of the example to begin with. */
  typeName: string;
  form: ExampleForm;
  version?: EngineVersion | undefined;
  /** That example. */
  text: string;
  baseUrl: string;
  retentionDays: number;
  /** The verdict on it. */
  children: ReactNode;
}

/** Checks what is pasted, as it is pasted, and sends it nowhere. What checks is loaded when somebody begins. */
export function TryIt({
  types,
  typeName,
  form,
  version,
  text: given,
  baseUrl,
  retentionDays,
  children,
}: TryItProps) {
  const [chosen, setChosen] = useState({ typeName, form });
  /** Null while it is the example. */
  const [typed, setTyped] = useState<string | null>(null);
  const [judging, setJudging] = useState<typeof import("./judging") | null>(null);
  const example = judging?.exampleOf({ ...chosen, version, baseUrl }) ?? given;
  const text = typed ?? example;
  const isExample = text.trim() === "" || text === example;

  async function begin() {
    setJudging(await import("./judging"));
  }

  function choose(next: typeof chosen): void {
    setChosen(next);
    if (isExample) setTyped(null);
    void begin();
  }

  const hint = useId();
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-4">
        <div className="grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]">
          <SelectField
            label="Event type"
            value={chosen.typeName}
            onChange={(event) => choose({ ...chosen, typeName: event.target.value })}
          >
            {types.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Start from"
            value={chosen.form}
            onChange={(event) => choose({ ...chosen, form: event.target.value as ExampleForm })}
          >
            {Object.entries(exampleForms).map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </SelectField>
          <Button disabled={isExample} onClick={() => setTyped(null)}>
            Put the example back
          </Button>
        </div>
        <CodeField
          label="What to check"
          rows={14}
          value={text}
          onFocus={begin}
          onChange={(event) => setTyped(event.target.value)}
          aria-describedby={hint}
        />
        <p id={hint} className="text-sm text-ink-soft">
          Paste event_data, an event, an array or lines of events, or a whole request with its headers. What
          has no envelope is read as event_data of the chosen type.
        </p>
      </div>
      {judging !== null ? (
        <judging.Judging text={text} typeName={chosen.typeName} retentionDays={retentionDays} />
      ) : text === given ? (
        children
      ) : (
        <p role="status">Checking …</p>
      )}
    </div>
  );
}
