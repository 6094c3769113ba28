import type { LinkedInstance } from "@/lib/organizations/links/listLinkedInstances";
import type { AccessToken } from "@/lib/organizations/tokens/listTokens";
import type { UsageMonth } from "@/lib/organizations/usage/readUsage";
import type { ShownOrganization } from "../organization-frame";

export const sampleOrganization: ShownOrganization = {
  organization: {
    id: 3,
    alias: "acme",
    name: "Acme & Co",
    plan: "standard",
    billingActive: true,
    privilegedUntil: null,
    createdAt: "2026-09-01T08:00:00.000Z",
  },
  holder: {
    tokenId: "0b3c6f1e-9d0a-4c5e-8b1a-3f6d2a7c9e10",
    organizationId: 3,
    name: "Ada",
    isPersonal: true,
  },
};

/** An instance of the organization, for tests. */
export function sampleLinked(number: number, part: Partial<LinkedInstance> = {}): LinkedInstance {
  return {
    key: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    number,
    instanceId: `c${String(number).padStart(19, "0")}`,
    project: "staging",
    linkedAt: "2026-09-01T09:00:00.000Z",
    registeredAt: "2026-09-01T09:00:00.000Z",
    version: "4.1",
    state: "running",
    lastSeen: "2026-11-25T10:42:00.000Z",
    ...part,
  };
}

/** A month of usage of an instance, for tests. */
export function sampleUsage(month: string, number: number, part: Partial<UsageMonth> = {}): UsageMonth {
  return {
    month,
    number,
    instanceId: `c${String(number).padStart(19, "0")}`,
    project: "staging",
    hours: 720,
    vcpuHours: 5760,
    memoryGibHours: 23_040,
    dataGibHours: 492_480,
    dataPeakBytes: 734_003_200_123,
    ...part,
  };
}

/** An access token, for tests. */
export function sampleToken(part: Partial<AccessToken> = {}): AccessToken {
  return {
    id: sampleOrganization.holder.tokenId,
    name: "Ada",
    hint: "x9Zq",
    isPersonal: true,
    createdAt: "2026-09-01T08:00:00.000Z",
    revokedAt: null,
    lastUsedAt: "2026-11-25T10:00:00.000Z",
    ...part,
  };
}
