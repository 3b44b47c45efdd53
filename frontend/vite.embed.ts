import { defineConfig } from "vite";

/** What other sites run to show a show: one small file at an address that stays. Built after the pages, into their folder. */
export default defineConfig({
  publicDir: false,
  build: {
    lib: {
      entry: "src/embed/element.ts",
      formats: ["iife"],
      name: "EncryptedMediaLive",
      fileName: () => "embed.js",
    },
    emptyOutDir: false,
    target: "es2022",
    minify: true,
  },
});
