import { cookies } from "@/lib/http/cookies";
import { lookUpFailures } from "@/lib/instances/lookUp/lookUp";
import { sayDuration } from "@/lib/words/sayDuration";
import { countOf } from "@/lib/words/sayPlurals";
import { Link, Prose, Section } from "../../ui";

/** What becomes of an ID that is typed into the form. */
export function WhatHappens() {
  return (
    <Section id="what-happens" title="What happens to the ID you type">
      <Prose>
        <ul>
          <li>
            It travels in the body of a request, never in an address. So it is in no history and no log.
          </li>
          <li>
            It is then kept in your browser only: in an encrypted cookie that scripts cannot read, for at most{" "}
            {sayDuration(cookies.instance.maximumAgeSeconds)}. Closing the instance removes it.
          </li>
          <li>
            The database has a keyed hash of it, not the ID. <Link href="/privacy#instance-id">Why</Link>
          </li>
          <li>Pages about an instance are not stored by caches and not listed by search engines.</li>
          <li>
            Whether an ID is unknown, mistyped or erased: the answer is the same, after the same time. One
            client can try {countOf(lookUpFailures.perClient, "wrong one")} a minute.
          </li>
        </ul>
      </Prose>
    </Section>
  );
}
