/** Names of BEAM nodes: `base@address`, always long ones, since nodes are on different machines. */
import { z } from "zod";

/** What OTP accepts before the `@` (erl_distribution: letters, digits, underscore and hyphen). */
const BASE = /^[A-Za-z0-9_-]{1,64}$/;
const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const HOST =
  /^(?=.{4,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\.[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?$/;
const COOKIE = /^[A-Za-z0-9_-]{1,255}$/;

/** Schema of the part before the `@`. */
export const nodeBase = () =>
  z.string().refine((base) => BASE.test(base), {
    error: ({ input }) =>
      `${JSON.stringify(input)} is no name for a node: OTP takes letters, digits, "_" and "-" before the "@"`,
  });

/** Schema of the part after the `@`: an IPv4 address, or a full host name. */
export const nodeAddress = () =>
  z.string().refine((address) => IPV4.test(address) || HOST.test(address), {
    error: ({ input }) => `${JSON.stringify(input)} is neither an IPv4 address nor a host name with a domain`,
  });

/** Schema of a cookie. Others than these break in one launcher or another. */
export const cookie = () =>
  z.string().refine((text) => COOKIE.test(text), {
    error: 'a cookie is 1 to 255 letters, digits, "_" and "-"',
  });

/** A node's name. */
export const nodeName = (base: string, address: string): string => `${base}@${address}`;

/** Whether an address is an IPv4 address, and so can be bound to. */
export const isIpv4 = (address: string): boolean => IPV4.test(address);
