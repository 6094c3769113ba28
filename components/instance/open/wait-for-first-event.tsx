"use client";

import { useEffect, useState } from "react";
import { Link } from "../../ui/link";
import { ConnectionMark } from "../connection-mark";
import { type Connection, openStream } from "../open-stream";

const words: Record<Connection, string> = {
  connecting: "Connecting …",
  open: "Listening. The page opens with the first event.",
  lost: "The connection was lost. It is being made again.",
};

/** Listens for the first event of the session's ID and reloads the page when it is there. */
export function WaitForFirstEvent() {
  const [connection, setConnection] = useState<Connection>("connecting");

  useEffect(
    () =>
      openStream("/instance/waiting", {
        events: { opened: () => location.reload() },
        onConnection: setConnection,
      }),
    [],
  );

  return (
    <>
      <p role="status" className="needs-script flex items-baseline gap-2 text-sm">
        <ConnectionMark connection={connection} />
        {words[connection]}
      </p>
      <noscript>
        <p className="text-sm">
          <Link href="/instance">Look again</Link> after the restart.
        </p>
      </noscript>
    </>
  );
}
