/** Which machine and libc an ELF executable is for, from its first kilobytes. */

/** What an executable says about where it runs. */
export interface Executable {
  /** Architecture as Incus names it: `x86_64`, `aarch64`; the number of the ELF machine where Incus has no name for it. */
  readonly architecture: string;
  /** The C library it needs; `static` when it needs none. */
  readonly libc: "glibc" | "musl" | "static";
}

/** ELF machine numbers (https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html) by their names in Incus. */
const MACHINES: Record<number, string> = {
  3: "i686",
  8: "mips",
  21: "ppc64le",
  22: "s390x",
  40: "armv7l",
  62: "x86_64",
  183: "aarch64",
  243: "riscv64",
  258: "loongarch64",
};

/** How many bytes of an executable are enough to read it: header, program headers and the interpreter's path. */
export const HEAD = 4096;

const PT_INTERP = 3;

/** Reads an ELF header; undefined for anything else. */
export function readElf(head: Buffer): Executable | undefined {
  if (head.length < 64 || head.readUInt32BE(0) !== 0x7f454c46) return undefined;
  const [wide, little] = [head[4] === 2, head[5] === 1];
  const short = (at: number) => (little ? head.readUInt16LE(at) : head.readUInt16BE(at));
  const word = (at: number) => (little ? head.readUInt32LE(at) : head.readUInt32BE(at));
  const long = (at: number) => (wide ? Number(little ? head.readBigUInt64LE(at) : head.readBigUInt64BE(at)) : word(at));
  const machine = short(18);
  const [table, size, count] = wide ? [long(32), short(54), short(56)] : [long(28), short(42), short(44)];
  let interpreter = "";
  for (let at = table; at + size <= Math.min(head.length, table + size * count); at += size) {
    if (word(at) !== PT_INTERP) continue;
    const [start, length] = wide ? [long(at + 8), long(at + 32)] : [long(at + 4), long(at + 16)];
    interpreter = head.toString("latin1", start, start + length).replace(/\0.*$/s, "");
  }
  return { architecture: MACHINES[machine] ?? `ELF machine ${machine}`, libc: libcOf(interpreter) };
}

const libcOf = (interpreter: string): Executable["libc"] =>
  interpreter === "" ? "static" : interpreter.includes("ld-musl") ? "musl" : "glibc";
