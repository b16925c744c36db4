// Written by `npm run generate` from package.json. Do not edit.
/** Version of the provider. */
export const VERSION = "0.1.0";
