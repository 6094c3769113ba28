import { InstanceFrame, type ShownInstance } from "../instance/instance-frame";
import { EmptyState } from "../ui/empty-state";

/** Stands for an instance that is linked and granted, and of which nothing is stored. */
export function NothingStored({ instance }: { instance: ShownInstance }) {
  return (
    <InstanceFrame instance={instance} page="" title="Now">
      <EmptyState title="Nothing is stored of this instance">
        It was linked by its registration or a usage report and has not sent an event yet.
      </EmptyState>
    </InstanceFrame>
  );
}
