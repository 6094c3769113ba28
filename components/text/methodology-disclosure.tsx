import { Link, Prose, Section } from "../ui";

/** What the small-group rule does where figures could be taken from one another, and where that ends. */
export function Disclosure({ publishMinInstances }: { publishMinInstances: number }) {
  return (
    <Section
      id="subtraction"
      title="What cannot be subtracted"
      lead="A group can be hidden and still be worked out, by taking one published figure from another. These are the pairs that are on offer, and what is done about them."
    >
      <Prose>
        <ul>
          <li>
            <strong>Editions.</strong> An edition is offered by itself only where it and the editions that are
            not offered are both large enough. All editions are then shown in the same classes, coarser than
            those of the whole: a class stays only where every edition has nobody in it or at least{" "}
            {publishMinInstances}. So neither the whole less an edition nor one edition less another gives a
            small group.
          </li>
          <li>
            <strong>Yes or no.</strong> Where an instance can be in several classes, such as its retrieval
            jobs, each class is a question of its own. It is published where those who say yes and those who
            do not are both nobody or at least {publishMinInstances}.
          </li>
          <li>
            <strong>Windows.</strong> Whoever was active in 7 days was active in 28. So the narrower window is
            published only where the difference is nobody or at least {publishMinInstances}.
          </li>
          <li>
            <strong>Those who could not answer.</strong> They are shown next to n. Where they are too few they
            are counted in Other, and so in n.
          </li>
          <li>
            <strong>Clone times.</strong> Percentiles need as many instances as any other figure, and each
            step of a distribution stands for that many. Where the instances without a measured clone are too
            few to be told, the numbers of instances are rounded down.
          </li>
        </ul>
        <h3 id="overlapping-periods">What is accepted</h3>
        <p>
          A day is a part of its week, and a week overlaps a month, so somebody could compare them: with what
          changed from one to another and enough knowledge of a single engine, a small group may be guessed
          at. That is accepted, for three reasons. An instance counts in every period it was active in, so
          periods do not add up and their difference is no group of instances. Every figure that is compared
          stands for at least {publishMinInstances}. And classes are coarse: what could be learned is that
          some engine was a <code>4.1</code> on ZFS, not which one. Whoever does not want that either can{" "}
          <Link href="/opt-out">switch telemetry off</Link>.
        </p>
      </Prose>
    </Section>
  );
}
