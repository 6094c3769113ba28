import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RelayPage } from "@/components/relay/relay-page";
import { RelaySignInPage } from "@/components/relay/sign-in-page";
import type { RelayView } from "@/lib/relay/relayView";
import { sentOfInstance } from "@/lib/relay/sentOfInstance";
import type { SentRequest } from "@/lib/relay/sentRequests";
import type { PageProps } from "../_shared/pageProps";
import { signInNoticeOf } from "../_shared/signInNotice";
import { findRelay, readAdmin } from "./readRelay";

export const metadata: Metadata = { title: "Relay" };

const shownRequests = 25;
const shownRefused = 20;
const shownOfInstance = 20;

/** `/relay`: the sign-in, or how this relay stands, its rules, and what left. Nowhere on an installation that is none. */
export default async function Page({ searchParams }: PageProps) {
  const relay = await findRelay();
  if (relay === null) notFound();
  const parameters = await searchParams;
  const session = await readAdmin(relay);
  if (session === null) {
    return <RelaySignInPage tokenFile={relay.tokenFile} notice={signInNoticeOf(parameters)} />;
  }
  const { before, rules, instance } = parameters;
  const isId = typeof before === "string" && /^\d+-\d+$/.test(before);
  const sent: SentRequest[] = [];
  for (const request of relay.readSent(isId ? before : undefined)) {
    sent.push(request);
    if (sent.length > shownRequests) break;
  }
  const shown = sent.slice(0, shownRequests);
  return (
    <RelayPage
      address={relay.address}
      hasToken={relay.hasToken}
      state={relay.readState()}
      rules={relay.readRules()}
      notice={rules === "done" || rules === "hours" ? rules : null}
      chosen={session.instanceId === undefined ? null : chosenOf(relay, session.instanceId)}
      isWrongInstance={instance === "wrong"}
      sent={shown}
      earlier={sent.length > shownRequests ? `/relay?before=${shown.at(-1)?.id}#sent` : null}
      refused={relay.readRefused(shownRefused)}
    />
  );
}

function chosenOf(relay: RelayView, instanceId: string) {
  const events = [];
  for (const event of sentOfInstance(relay.readSent(), instanceId)) {
    events.push(event);
    if (events.length === shownOfInstance) break;
  }
  return { instanceId, hashedId: relay.hashedId(instanceId), events };
}
