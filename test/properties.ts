/** Required before all tests: what is tested by properties draws by the lots of the run, the same for the same commit. */
import fc from "fast-check";

const { CUL8ER_SEED } = process.env;
if (CUL8ER_SEED) fc.configureGlobal({ seed: Number(CUL8ER_SEED) });
