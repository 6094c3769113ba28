/** Says on a private installation that it is one, and that its figures hide nothing. */
export function PrivateLine() {
  return (
    <p className="text-sm text-ink-soft">
      This installation is private, since no <code>PUBLIC_URL</code> is set: nothing is published, no small
      group is hidden, and the first event counts at once.
    </p>
  );
}
