import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";

const control =
  "min-h-9 w-full min-w-0 rounded-sm border border-rule-strong bg-ground px-2.5 py-1.5 text-sm text-ink";

interface LabelProps {
  label: ReactNode;
  /** Joins the class names of label and control together, for their place in a form's grid. */
  className?: string;
}

interface LabelledProps extends LabelProps {
  id: string;
  children: ReactNode;
}

function Labelled({ label, className, id, children }: LabelledProps) {
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
    </div>
  );
}

/** A line of text with its label. */
export function TextField({ label, className = "", ...rest }: LabelProps & ComponentProps<"input">) {
  const id = useId();
  return (
    <Labelled id={id} label={label} className={className}>
      <input id={id} className={control} {...rest} />
    </Labelled>
  );
}

/** A native choice with its label; `children` are its options. */
export function SelectField({ label, className = "", ...rest }: LabelProps & ComponentProps<"select">) {
  const id = useId();
  return (
    <Labelled id={id} label={label} className={className}>
      <select id={id} className={control} {...rest} />
    </Labelled>
  );
}

/** Lines of text with their label, set in the mono face for code. */
export function CodeField({ label, className = "", ...rest }: LabelProps & ComponentProps<"textarea">) {
  const id = useId();
  return (
    <Labelled id={id} label={label} className={className}>
      <textarea
        id={id}
        className={classNames(control, "font-mono text-[0.8125rem] leading-[1.55]")}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        {...rest}
      />
    </Labelled>
  );
}
