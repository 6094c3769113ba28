"use client";

import { useEffect } from "react";

/** Puts the chosen part of the page into the address, and opens the part that `#table` names. */
export function KeepTab() {
  useEffect(() => {
    const radios = [...document.querySelectorAll<HTMLInputElement>("input[type=radio][name=tab]")];
    const [first] = radios;

    const keep = () => {
      const chosen = radios.find(({ checked }) => checked)?.value;
      if (chosen === undefined) return;
      const address = new URL(location.href);
      if (chosen === first?.value) address.searchParams.delete("tab");
      else address.searchParams.set("tab", chosen);
      if (radios.some(({ value }) => `#${value}` === address.hash)) address.hash = "";
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    };
    const open = () => {
      const named = radios.find(({ value }) => `#${value}` === location.hash);
      if (named === undefined) return;
      named.checked = true;
      keep();
    };

    open();
    keep();
    for (const radio of radios) radio.addEventListener("change", keep);
    addEventListener("hashchange", open);
    return () => {
      for (const radio of radios) radio.removeEventListener("change", keep);
      removeEventListener("hashchange", open);
    };
  }, []);
  return null;
}
