"use client";

import { useDeferredValue, useId, useMemo, useState } from "react";
import { type Catalogue, type EngineVersion, catalogue as published } from "@/lib/catalogue";
import { Button } from "../../ui/button";
import { CodeField, SelectField } from "../../ui/form-field";
import { type ExampleForm, exampleForms, makeExample } from "./examples";
import { judge } from "./judge";
import { VerdictView } from "./verdict";

interface TryItProps {
  /** The type, form and engine version of the example to begin with. */
  typeName: string;
  form: ExampleForm;
  version?: EngineVersion | undefined;
  baseUrl: string;
  retentionDays: number;
  catalogue?: Catalogue;
}

/** Checks what is pasted, as it is pasted. Everything happens in this component; it makes no request. */
export function TryIt({
  typeName,
  form,
  version,
  baseUrl,
  retentionDays,
  catalogue = published,
}: TryItProps) {
  const example = (name: string, of: ExampleForm) => {
    const type = catalogue.find(name);
    return type === undefined ? "" : makeExample({ type, form: of, version, baseUrl });
  };
  const [chosen, setChosen] = useState({ typeName, form });
  const [text, setText] = useState(() => example(typeName, form));
  const isExample = text.trim() === "" || text === example(chosen.typeName, chosen.form);

  function choose(next: typeof chosen): void {
    setChosen(next);
    if (isExample) setText(example(next.typeName, next.form));
  }

  const judged = useDeferredValue(text);
  const verdict = useMemo(
    () => judge(judged, { catalogue, typeName: chosen.typeName, now: new Date(), retentionDays }),
    [judged, catalogue, chosen.typeName, retentionDays],
  );
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
            {catalogue.types.map(({ name, title }) => (
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
          <Button disabled={isExample} onClick={() => setText(example(chosen.typeName, chosen.form))}>
            Put the example back
          </Button>
        </div>
        <CodeField
          label="What to check"
          rows={14}
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-describedby={hint}
        />
        <p id={hint} className="text-sm text-ink-soft">
          Paste event_data, an event, an array or lines of events, or a whole request with its headers. What
          has no envelope is read as event_data of the chosen type.
        </p>
      </div>
      <VerdictView verdict={verdict} />
    </div>
  );
}
