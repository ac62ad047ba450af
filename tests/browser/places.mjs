// Where things stand; the environment is what tests/browser/CMakeLists.txt sets.
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));

export const SOURCE = process.env.SAMESTORY_SOURCE_DIR ?? path.resolve(HERE, "../..");
export const PROGRAM = process.env.SAMESTORY_BIN ?? path.join(SOURCE, "build/release/samestory");
export const OUTPUT = path.join(SOURCE, "build/browser");
export const PAGES = path.join(OUTPUT, "pages");
export const SCREENSHOTS = path.join(OUTPUT, "screenshots");
