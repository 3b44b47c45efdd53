import { defineConfig } from "vite";

/** The client for other people's programs: the pages' own code, in one file. */
export default defineConfig({
  build: {
    lib: { entry: "../clients/typescript/src/index.ts", formats: ["es"], fileName: "index" },
    outDir: "../clients/typescript/dist",
    emptyOutDir: true,
    target: "es2022",
    minify: false,
    copyPublicDir: false,
  },
});
