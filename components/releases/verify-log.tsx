"use client";

import { useId, useState } from "react";
import { onSite } from "@/lib/http/onSite";
import { readKey } from "@/lib/releases/log/tree/note";
import { verifyRemotely } from "@/lib/releases/log/tree/verifyRemotely";
import { Button } from "../ui/button";

type State =
  | { readonly kind: "idle" | "busy" }
  | { readonly kind: "good" | "bad" | "unknown"; readonly words: string };

/** Checks the log with what the browser can compute by itself, and against a checkpoint that the reader kept. */
export function VerifyLog({ logKey }: { logKey: string }) {
  const [state, setState] = useState<State>({ kind: "idle" });
  const [kept, setKept] = useState("");
  const id = useId();
  const check = async () => {
    setState({ kind: "busy" });
    setState(await verify(logKey, kept.trim() === "" ? null : kept.trim()));
  };
  return (
    <div className="flex max-w-measure flex-col items-start gap-3">
      <noscript>
        <p>This needs a script. The program below does the same without a browser.</p>
      </noscript>
      <label htmlFor={id} className="text-sm font-medium">
        A checkpoint that you kept, if you did
      </label>
      <textarea
        id={id}
        value={kept}
        onChange={(event) => setKept(event.target.value)}
        rows={4}
        spellCheck={false}
        className="w-full rounded-sm border border-rule-strong bg-ground px-3 py-2 font-mono text-[0.8125rem]"
      />
      <Button look="primary" onClick={check} disabled={state.kind === "busy"}>
        {state.kind === "busy" ? "Checking …" : "Check the log"}
      </Button>
      <p
        role="status"
        aria-live="polite"
        className={state.kind === "bad" ? "font-semibold text-bad" : undefined}
      >
        {"words" in state ? state.words : ""}
      </p>
    </div>
  );
}

async function verify(logKey: string, kept: string | null): Promise<State> {
  if (globalThis.crypto?.subtle === undefined)
    return {
      kind: "unknown",
      words: "A browser checks signatures only over TLS. The program below does it anywhere.",
    };
  const key = await readKey(logKey);
  if (key === null) return { kind: "bad", words: "The key of the log is none." };
  try {
    const { size, remembered } = await verifyRemotely(get, key, kept);
    const begins = remembered === null ? "" : ` It begins with the ${remembered} that you kept.`;
    return {
      kind: "good",
      words: `The log is as it was signed: ${size} entries, each checked here.${begins}`,
    };
  } catch (error) {
    if (error instanceof Error && error.name === "LogBent") return { kind: "bad", words: error.message };
    if (error instanceof Error && error.name === "NotSupportedError")
      return { kind: "unknown", words: "This browser knows no Ed25519 signatures. The program below does." };
    return { kind: "unknown", words: "The log could not be read. Try again in a moment." };
  }
}

async function get(path: string): Promise<Uint8Array> {
  const response = await fetch(onSite(`/log/${path}`));
  if (!response.ok) throw new Error(String(response.status));
  return new Uint8Array(await response.arrayBuffer());
}
