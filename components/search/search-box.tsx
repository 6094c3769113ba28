"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { onSite } from "@/lib/http/onSite";
import { type Found, findOnSite, longestQuestion, openIndex } from "@/lib/search/siteSearch";
import { FoundList } from "./found-list";
import { sayFound } from "./say-found";

const shown = 12;

type Index = ReturnType<typeof openIndex>;

/** The box of the search and what it finds while one types. Arrow keys go through the results, Enter opens the first. */
export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [index, setIndex] = useState<Index | "failed" | null>(null);
  const [question, setQuestion] = useState("");
  useEffect(() => {
    input.current?.focus();
    readIndex().then(setIndex, () => setIndex("failed"));
  }, []);
  const found =
    index === null || index === "failed" || question.trim() === "" ? null : findOnSite(index, question);
  const links = () => [...(list.current?.querySelectorAll<HTMLAnchorElement>("a[href]") ?? [])];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const all = links();
    const at = all.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === "ArrowDown") all[Math.min(at + 1, all.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (all[at - 1] ?? input.current)?.focus();
    // A browser would empty the field first, and close with the second press.
    else if (event.key === "Escape") event.currentTarget.closest("dialog")?.close();
    else if (event.key === "Enter" && at < 0 && found !== null && found.length > 0) all[0]?.click();
    else return;
    event.preventDefault();
  };
  return (
    <search onKeyDown={onKeyDown} className="flex max-h-[84vh] flex-col">
      <form action={onSite("/search")} method="get" className="border-b border-rule">
        <input
          ref={input}
          type="search"
          name="q"
          aria-label="Search this site"
          placeholder="Statistics, fields, settings, promises, API …"
          autoComplete="off"
          maxLength={longestQuestion}
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
          className="w-full bg-ground px-4 py-3.5 text-base text-ink outline-none"
        />
      </form>
      <div ref={list} className="overflow-y-auto px-4 py-3">
        <p role="status" className="text-sm text-ink-soft">
          {sayState(index, found, question)}
        </p>
        {found === null || found.length === 0 ? null : (
          <>
            <FoundList found={found.slice(0, shown)} marksFirst />
            <p className="pt-3 text-sm">
              <a href={onSite(`/search?q=${encodeURIComponent(question.trim())}`)} className="link">
                Results as a page
              </a>
            </p>
          </>
        )}
      </div>
    </search>
  );
}

function sayState(index: Index | "failed" | null, found: readonly Found[] | null, question: string): string {
  if (index === "failed") return "The index could not be loaded. Press Enter to search on a page.";
  if (question.trim() === "") return "Type to search. Arrow keys choose, Enter opens, Escape closes.";
  return found === null ? "Loading …" : sayFound(found.length, question.trim());
}

async function readIndex(): Promise<Index> {
  const answer = await fetch(onSite("/search-index.json"));
  if (!answer.ok) throw new Error(`the index was answered ${answer.status}`);
  return openIndex(await answer.text());
}
