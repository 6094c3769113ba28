"use client";

import { type MouseEvent, useCallback, useEffect, useRef, useState } from "react";
import { onSite } from "@/lib/http/onSite";
import type { SearchBox } from "./search-box";

/** The box and its index come with the first use: most pages are read without. */
const load = () => import("./search-box").then((module) => module.SearchBox);

/** Opens the search; a link to its page without a script. */
export function SearchButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [Box, setBox] = useState<typeof SearchBox | null>(null);
  const open = useCallback(() => {
    const shown = dialog.current;
    if (shown === null || shown.open) return;
    shown.showModal();
    load().then(
      (Loaded) => setBox(() => Loaded),
      // Without its script the page still searches.
      () => window.location.assign(onSite("/search")),
    );
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isChord = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k";
      const isSlash =
        event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping(event.target);
      if (!isChord && !isSlash) return;
      event.preventDefault();
      open();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [open]);
  const onClick = (event: MouseEvent) => {
    // A new tab gets the page.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open();
  };
  return (
    <>
      <a
        href={onSite("/search")}
        onClick={onClick}
        aria-keyshortcuts="/ Meta+K Control+K"
        className="flex h-9 items-center gap-2 rounded-sm border border-rule-strong px-2.5 text-sm text-ink-soft hover:text-ink"
      >
        <svg
          viewBox="0 0 24 24"
          className="size-4"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          aria-hidden="true"
        >
          <path d="M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20.5 20.5" />
        </svg>
        <span className="sr-only lg:not-sr-only">Search</span>
        <span
          aria-hidden="true"
          className="needs-script hidden border border-rule px-1 font-mono text-xs lg:inline"
        >
          /
        </span>
      </a>
      {/* A click beside the box closes it, and so does Escape. */}
      <dialog
        ref={dialog}
        aria-label="Find on this site"
        closedby="any"
        className="mx-auto mt-[8vh] max-h-[84vh] w-[min(44rem,calc(100vw-2rem))] border border-rule-strong bg-ground p-0 text-ink shadow-xl backdrop:bg-black/40"
      >
        {Box === null ? <p className="px-4 py-5 text-sm text-ink-soft">Loading …</p> : <Box />}
      </dialog>
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
