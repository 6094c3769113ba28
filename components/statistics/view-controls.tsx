"use client";

import { useRouter } from "next/navigation";
import {
  type ChangeEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useOptimistic,
  useRef,
  useState,
  useTransition,
} from "react";
import { onSite } from "@/lib/http/onSite";
import { Button } from "../ui/button";
import { classNames, quietButton } from "../ui/class-names";
import { CopyButton } from "../ui/copy-button";
import { viewAddress } from "./view-address";

/** What can be chosen of a view: a parameter of the address, with the value it has and the one it has unsaid. */
export interface Choice {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly standard: string;
  readonly options: readonly (readonly [value: string, title: string])[];
  /** Seldom chosen: behind "View" on every screen. */
  readonly isRare?: boolean;
}

interface ViewControlsProps {
  /** The address of the page without parameters. */
  path: string;
  /** The range first: it is seen on a phone too, where the others are behind "View". */
  choices: readonly Choice[];
  /** The part of the page that an address without `tab` shows. */
  firstTab: string;
  /** First and last day of what is shown, `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** The figures as they stood at this revision; null for the newest. */
  revision: number | null;
  /** What is shown, in a sentence: said when it has changed. */
  takeaway: string;
}

const control = "min-h-9 min-w-0 rounded-sm border border-rule-strong bg-ground px-2 py-1 text-sm text-ink";

/**
 * The choices of a view: a plain GET form, so that every view is an address. With a script a choice changes the page in
 * place, and whoever goes through the values with the arrow keys stays where they are; own dates wait for the button.
 */
export function ViewControls({ path, choices, firstTab, from, to, revision, takeaway }: ViewControlsProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [isUpdated, setUpdated] = useState(false);
  const [choosesDays, setChoosesDays] = useState(false);
  const [chosen, choose] = useOptimistic(valuesOf(choices, "value"));
  const standard: Record<string, string> = { ...valuesOf(choices, "standard"), tab: firstTab };
  const [range, ...others] = choices;

  /** Values of this form, or of what it is to become. */
  function show(values: FormData): void {
    startTransition(() => {
      choose(Object.fromEntries(choices.map(({ name }) => [name, String(values.get(name))])));
      setChoosesDays(false);
      setUpdated(true);
      // One entry of the history for a page: back leads to where the reader came from, however much was tried.
      router.replace(viewAddress(path, values, standard), { scroll: false });
    });
  }

  function change({ target: { form: own, name, value } }: ChangeEvent<HTMLSelectElement>): void {
    if (name === "range") setChoosesDays(value === "custom");
    if (own !== null && value !== "custom") show(new FormData(own));
  }

  function reset({ currentTarget: { form: own } }: MouseEvent<HTMLButtonElement>): void {
    if (own === null) return;
    const values = new FormData(own);
    for (const { name, standard: value } of choices) values.set(name, value);
    values.delete("revision");
    // The button goes away with what it undoes.
    own.querySelector("select")?.focus();
    show(values);
  }

  const select = ({ name, label, options, isRare = false }: Choice) => (
    <Labelled
      key={name}
      name={name}
      label={label}
      className={isRare && "lg:hidden lg:group-has-[details[open]]:flex"}
    >
      <select
        id={`view-${name}`}
        name={name}
        value={name === "range" && choosesDays ? "custom" : chosen[name]}
        onChange={change}
        className={classNames(control, "max-lg:grow")}
      >
        {options.map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </Labelled>
  );
  const isStandard =
    revision === null && choices.every(({ name, standard: value }) => chosen[name] === value);
  return (
    <>
      <form
        id="view"
        action={onSite(path)}
        method="get"
        aria-busy={isPending}
        onSubmit={(event) => {
          event.preventDefault();
          show(new FormData(event.currentTarget));
        }}
        className="group flex flex-wrap items-center gap-x-3 gap-y-2"
      >
        {range ? select(range) : null}
        <div className="hidden flex-wrap items-center gap-x-4 gap-y-2 group-has-[option[value=custom]:checked]:flex max-lg:order-1 max-lg:basis-full max-sm:[&_label]:w-8">
          <Day name="from" label="From" shown={from} />
          <Day name="to" label="To" shown={to} />
          <Button type="submit" look="primary" className="needs-script">
            Show
          </Button>
        </div>
        <details
          className={classNames(
            "group/more peer lg:order-1",
            !others.some(({ isRare }) => isRare) && "lg:hidden",
          )}
        >
          <summary
            className={classNames(
              control,
              "flex list-none items-center gap-2 px-3 [&::-webkit-details-marker]:hidden",
            )}
          >
            View
            <span
              aria-hidden="true"
              className="mt-[-4px] size-[7px] rotate-45 border-r-[1.5px] border-b-[1.5px] group-open/more:mt-[4px] group-open/more:rotate-[225deg]"
            />
          </summary>
        </details>
        <div className="hidden grid-cols-2 items-center gap-x-3 gap-y-2 peer-open:max-lg:grid max-lg:order-2 max-lg:basis-full lg:flex">
          {others.map(select)}
          {isStandard ? null : (
            <button
              type="button"
              onClick={reset}
              className={classNames(quietButton, "needs-script px-1 text-sm max-lg:justify-self-start")}
            >
              Reset
            </button>
          )}
        </div>
        <Button type="submit" look="primary" className="without-script">
          Show
        </Button>
        <CopyButton address className="ml-auto lg:order-2" />
        {revision === null ? null : <input type="hidden" name="revision" value={revision} />}
      </form>
      <p role="status" className="sr-only">
        {isUpdated && !isPending ? `Updated. ${takeaway}` : ""}
      </p>
    </>
  );
}

/** A day that is chosen by typing, which is over when the form is sent; what is shown then is what it says. */
function Day({ name, label, shown }: { name: string; label: string; shown: string }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null) input.current.value = shown;
  }, [shown]);
  return (
    <Labelled name={name} label={label}>
      <input
        ref={input}
        id={`view-${name}`}
        name={name}
        type="date"
        defaultValue={shown}
        className={control}
      />
    </Labelled>
  );
}

interface LabelledProps {
  name: string;
  label: string;
  className?: string | false;
  children: ReactNode;
}

function Labelled({ name, label, className = false, children }: LabelledProps) {
  return (
    <div className={classNames("flex min-w-0 items-center gap-1.5", className)}>
      <label htmlFor={`view-${name}`} className="text-xs whitespace-nowrap text-ink-soft">
        {label}
      </label>
      {children}
    </div>
  );
}

function valuesOf(choices: readonly Choice[], which: "value" | "standard"): Record<string, string> {
  return Object.fromEntries(choices.map((choice) => [choice.name, choice[which]]));
}
