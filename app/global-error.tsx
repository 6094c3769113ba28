"use client";

import { Button } from "@/components/ui/button";
import "./globals.css";

/** The frame itself failed, so this page brings its own; it depends on as little as possible. */
export default function GlobalError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <title>The site could not be shown · DBLab Telemetry</title>
        <main className="mx-auto w-full max-w-measure px-4 py-16">
          <h1 className="text-2xl">The site could not be shown</h1>
          <p className="mt-3 mb-6 text-ink-soft">
            Something failed on the server before the page could be made. Trying again in a moment often
            helps.
          </p>
          <Button look="primary" onClick={() => retry()}>
            Try again
          </Button>
          {error.digest ? (
            <p className="mt-6 text-sm text-ink-soft">
              For the operator: look for <code className="font-mono text-ink">{error.digest}</code> in the
              log.
            </p>
          ) : null}
        </main>
      </body>
    </html>
  );
}
