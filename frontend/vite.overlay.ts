import { defineConfig } from "vite";
import { compressAssets } from "./vite.config.ts";
import { splitMessages } from "./vite.messages.ts";

/**
 * Overlays are built after the pages, into the same folder, and by themselves: what both had in common would be a file more for
 * each fan to fetch, and what is the pages' alone has no business in OBS.
 */
export default defineConfig({
  plugins: [splitMessages(), compressAssets()],
  publicDir: false,
  build: {
    emptyOutDir: false,
    assetsInlineLimit: 0,
    manifest: ".vite/overlay.json",
    modulePreload: { polyfill: false },
    // OBS's browser is some years behind.
    target: "chrome103",
    rolldownOptions: { input: "overlay.html" },
  },
});
