import type { RefusedEvent } from "@/lib/relay/refusedEvents";
import type { RelayState } from "@/lib/relay/relayState";
import type { Rules } from "@/lib/relay/rules";
import type { SentRequest } from "@/lib/relay/sentRequests";
import { Page } from "../ui";
import { SignOut } from "../ui/sign-out";
import { type ChosenInstance, InstanceSection } from "./instance-section";
import { RelayFacts } from "./relay-facts";
import { RulesForm, type RulesNotice } from "./rules-form";
import { RefusedSection, SentSection } from "./sent-section";

interface RelayPageProps {
  address: string;
  hasToken: boolean;
  state: RelayState;
  rules: Rules | null;
  notice: RulesNotice | null;
  chosen: ChosenInstance | null;
  isWrongInstance: boolean;
  sent: readonly SentRequest[];
  earlier: string | null;
  refused: readonly RefusedEvent[];
}

/** A relay: how it stands, its rules with what each did, and what left. */
export function RelayPage({
  address,
  hasToken,
  state,
  rules,
  notice,
  chosen,
  isWrongInstance,
  sent,
  earlier,
  refused,
}: RelayPageProps) {
  return (
    <Page
      title="Relay"
      lead="What engines send to this installation is kept here and handed on to the service upstream, by rules that you set."
      aside={<SignOut action="/relay/sign-out" />}
    >
      <RelayFacts state={state} address={address} hasToken={hasToken} />
      <RulesForm rules={rules} counts={state.counts} notice={notice} />
      <SentSection sent={sent} earlier={earlier} />
      <InstanceSection chosen={chosen} isWrong={isWrongInstance} />
      <RefusedSection refused={refused} />
    </Page>
  );
}
