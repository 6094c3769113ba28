import { BlockList, isIPv4, isIPv6 } from "node:net";

/** IPv4 that is not the Internet's: this machine, private and shared networks, link-local (clouds answer there), documentation, multicast. */
const inward4 = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  inward4.addSubnet(network, bits, "ipv4");

/** Global unicast; all that carries an IPv4 address inside lies outside of it, or is taken out. */
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");

const notGlobal6 = new BlockList();
for (const [network, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  notGlobal6.addSubnet(network, bits, "ipv6");

/** Whether an IP address leads into this machine or a private network, or is no IP address. */
export function isInward(address: string): boolean {
  if (isIPv4(address)) return inward4.check(address, "ipv4");
  if (!isIPv6(address)) return true;
  return !global6.check(address, "ipv6") || notGlobal6.check(address, "ipv6");
}
