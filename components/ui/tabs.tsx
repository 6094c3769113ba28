import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface Tab {
  id: string;
  title: string;
  content: ReactNode;
}

interface TabsProps {
  /** Distinct on its page. */
  id: string;
  /** What is chosen between, such as "Engine version"; read out, and shown before the choices. */
  label: string;
  /** Two to eight. The first is shown at first, unless `selected` names another. */
  tabs: readonly Tab[];
  selected?: string;
  /** The id of a form that says which is chosen, too. */
  form?: string;
  /** Prints the first panel and the chosen one only. */
  printsChosen?: boolean;
}

/** A choice of panels made of radio buttons: arrow keys work, no script is needed, and print shows every panel unless told otherwise. */
export function Tabs({ id, label, tabs, selected, form, printsChosen = false }: TabsProps) {
  return (
    <div className={classNames("tabs min-w-0", printsChosen && "prints-chosen")}>
      <div
        role="radiogroup"
        aria-label={label}
        className="screen-only tab-list mb-4 flex flex-wrap gap-x-5 border-b border-rule"
      >
        {tabs.map((tab, index) => (
          <label
            key={tab.id}
            className="-mb-px cursor-pointer border-b-2 border-transparent py-2 text-sm text-ink-soft hover:text-ink has-checked:border-accent has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={id}
              value={tab.id}
              form={form}
              defaultChecked={selected ? tab.id === selected : index === 0}
              aria-controls={`${id}-${tab.id}`}
              className="sr-only"
            />
            {tab.title}
          </label>
        ))}
      </div>
      {tabs.map((tab) => (
        <section key={tab.id} id={`${id}-${tab.id}`} aria-label={tab.title} className="tab-panel min-w-0">
          {printsChosen ? null : <p className="mb-2 hidden font-semibold print:block">{tab.title}</p>}
          {tab.content}
        </section>
      ))}
    </div>
  );
}
