import { EmptyState } from "../../ui/empty-state";

/** In place of a timeline without events. */
export function NoEvents() {
  return (
    <EmptyState title="No event here">
      Nothing of these types was sent, or not before this time. An idle engine sends nothing.
    </EmptyState>
  );
}
