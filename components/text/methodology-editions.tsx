import { Link, Prose, Section } from "../ui";

/** Whose edition is known, and whose is not. */
export function EditionMethods() {
  return (
    <Section id="editions" title="Editions">
      <Prose>
        <p>
          No event says which edition sent it. An instance that is linked to an organization has the edition
          of its plan; every other one counts as Community.
        </p>
        <p>
          <strong>Instances from AWS Marketplace count as Community.</strong> They are paid for at AWS and
          never register or report usage, and nothing in their events tells them from others. So figures of
          Community hold some that are not, and those of the paid editions lack them; how many, nobody here
          can say.
        </p>
        <p>
          An organization can claim such an instance: with its key in <code>platform.orgKey</code> the next
          start of the engine links it, since the key comes with every event. That proves as much as we can
          ask for: who holds the key and runs the engine. Where it cannot be, the operator links it by its ID.
          From then on it counts with the plan’s edition; weeks that are published stay as they are. In{" "}
          <Link href="/org">Organization</Link> the steps are told again.
        </p>
      </Prose>
    </Section>
  );
}
