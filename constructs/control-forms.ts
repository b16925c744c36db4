// Written by `npm run generate` from provider/resource.ts. Do not edit.
/** Forms of what every resource takes. */
export const controlForms = {
  host: [
    "named",
    {
      name: "string",
      address: "string",
      fingerprint: "string",
      clientCertificate: "string",
      clientKey: "string",
      socket: "string",
      ssh: {
        address: "string",
        port: "number",
        user: "string",
        key: "string",
        hostKey: "string",
        knownHosts: "string",
      },
    },
  ],
  adopt: "boolean",
  abandonUnreachable: "boolean",
  timeout: "string",
} as const;
