/** Names in the written files. */

/** `storage_volume` and `storageVolume` as a class is called: `StorageVolume`. */
export const pascal = (words: string): string =>
  words.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());

/** `storage_volume` as a file is called: `storage-volume`. */
export const kebab = (type: string): string => type.replaceAll("_", "-");

/** `storage_volume` in a sentence: `storage volume`. */
export const spoken = (type: string): string => type.replaceAll("_", " ");
