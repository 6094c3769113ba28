"use client";

import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";

interface ErrorPageProps {
  error: Error & { digest?: string };
  retry: () => void;
}

/** A page that failed while it was made. The frame stays; engines' events do not pass through pages. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <Page
      title="This page could not be made"
      lead="Something failed on the server, most likely because the database did not answer in time. Engines’ events take another path and may well still be accepted."
    >
      <div className="flex flex-col items-start gap-5">
        <Button look="primary" onClick={() => retry()}>
          Try again
        </Button>
        {error.digest ? (
          <p className="text-sm text-ink-soft">
            For the operator: look for <code className="font-mono text-ink">{error.digest}</code> in the log.
          </p>
        ) : null}
      </div>
    </Page>
  );
}
