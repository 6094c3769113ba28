"use client";

import { useEffect, useRef, useState } from "react";
import { type Connection, openStream } from "../open-stream";

interface LiveOptions {
  /** Of the instance's pages, see `ShownInstance`. */
  readonly base: string;
  readonly isOn: boolean;
  /** The data of an event that was received just now. */
  readonly onEvent: (data: string) => void;
  /** A connection was made: what came before it has to be asked for. */
  readonly onOpen: () => void;
}

/** Listens to what an instance sends, while it is on. */
export function useLive({ base, isOn, onEvent, onOpen }: LiveOptions): Connection | "off" {
  const [connection, setConnection] = useState<Connection>("connecting");
  const latest = useRef({ onEvent, onOpen });
  useEffect(() => {
    latest.current = { onEvent, onOpen };
  });

  useEffect(() => {
    if (!isOn) return;
    setConnection("connecting");
    return openStream(`${base}/live`, {
      events: { event: (data) => latest.current.onEvent(data) },
      onConnection: (now) => {
        setConnection(now);
        if (now === "open") latest.current.onOpen();
      },
    });
  }, [base, isOn]);

  return isOn ? connection : "off";
}
