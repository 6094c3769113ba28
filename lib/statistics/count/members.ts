import { createHmac } from "node:crypto";

/** The key of a group of nobody. */
export const noMembers = 0n;

/** The key of an instance: 64 bits that nobody can work out without the installation's secret. */
export type MemberKeys = (instanceKey: string) => bigint;

/** @param key of the installation, secret */
export function createMemberKeys(key: Buffer): MemberKeys {
  return (instanceKey) =>
    createHmac("sha256", key).update(`member ${instanceKey}`).digest().readBigUInt64BE();
}

/** The key of two groups that share nobody, or of a group and one more member. */
export function addMembers(one: bigint, other: bigint): bigint {
  return BigInt.asUintN(64, one + other);
}

/** As it is stored: 16 hexadecimal digits. */
export function writeMembers(members: bigint): string {
  return members.toString(16).padStart(16, "0");
}

/** What `writeMembers` wrote. */
export function readMembers(text: string): bigint {
  return BigInt(`0x${text}`);
}
