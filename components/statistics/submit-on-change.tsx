"use client";

import type { FormEvent, ReactNode } from "react";

interface SubmitOnChangeProps {
  action: string;
  className: string;
  children: ReactNode;
}

/** A GET form that is sent as soon as one of its selects changes. Dates wait for the button. */
export function SubmitOnChange({ action, className, children }: SubmitOnChangeProps) {
  function change({ currentTarget: form, target }: FormEvent<HTMLFormElement>): void {
    if (!(target instanceof HTMLSelectElement)) return;
    if (target.name === "range" && target.value === "custom") {
      form.querySelector<HTMLInputElement>("input[name=from]")?.focus();
      return;
    }
    form.requestSubmit();
  }
  return (
    <form action={action} method="get" onChange={change} className={className}>
      {children}
    </form>
  );
}
