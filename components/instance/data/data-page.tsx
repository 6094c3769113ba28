import { InstanceFrame } from "../instance-frame";
import { ErasureSection, type ErasureSectionProps } from "./erasure-section";
import { ExportSection } from "./export-section";

/** Taking an instance's data along, and having it erased. */
export function DataPage(props: ErasureSectionProps) {
  return (
    <InstanceFrame instance={props.instance} page="/data" title="Data and erasure">
      <ExportSection instance={props.instance} baseUrl={props.baseUrl} />
      <ErasureSection {...props} />
    </InstanceFrame>
  );
}
