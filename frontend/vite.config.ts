import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { splitMessages } from "./vite.messages.ts";

const BACKEND = process.env.BACKEND ?? "http://localhost:3000";

/** Puts the two files the API's documentation page needs beside the pages, so that it works without the internet. */
function copySwaggerUi(): Plugin {
  let out = "dist";
  return {
    name: "copy-swagger-ui",
    apply: "build",
    configResolved(config) {
      out = config.build.outDir;
    },
    writeBundle() {
      const from = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
      const to = join(import.meta.dirname, out, "docs");
      mkdirSync(to, { recursive: true });
      for (const name of ["swagger-ui.css", "swagger-ui-bundle.js"])
        copyFileSync(join(from, name), join(to, name));
    },
  };
}

/** Leaves each script and style beside its compressed forms, so that the server need not compress for every fan. */
export function compressAssets(): Plugin {
  let out = "dist";
  return {
    name: "compress-assets",
    apply: "build",
    configResolved(config) {
      out = join(config.build.outDir, config.build.assetsDir);
    },
    closeBundle() {
      for (const name of readdirSync(out)) {
        if (!/\.(js|css|svg|json)$/.test(name) || existsSync(join(out, `${name}.br`))) continue;
        const plain = readFileSync(join(out, name));
        writeFileSync(join(out, `${name}.br`), brotliCompressSync(plain));
        writeFileSync(join(out, `${name}.gz`), gzipSync(plain, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [splitMessages(), copySwaggerUi(), compressAssets()],
  // Nothing is inlined as a data: address, so that the strictest content security policy can serve the pages.
  build: {
    assetsInlineLimit: 0,
    // Tells the server which files a watch page will need.
    manifest: true,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What pages share is small: in files of its own each of its parts would be a request.
          includeDependenciesRecursively: false,
          groups: [
            {
              // What the entry has in common with what comes after it.
              name: "start",
              test: /src\/(i18n\/(t|messages|locale)|api\/(request|problem|inWords|calls|generatedEvents)|channel\/(channel|board|link|backoff|serverClock|frames|rehearsal|marked|polls|ahead)|clips\/news)\.ts|preload-helper/,
              minShareCount: 2,
            },
            {
              // What is filled in, or comes and goes, on other pages than that of a show.
              name: "forms",
              test: /src\/(ui\/(Field|Form|CopyField|Moving|moving)\.|session\/(passkeys|usePasskeySignIn)|pages\/account\/Verification)/,
              minShareCount: 2,
            },
            {
              name: "parts",
              test: /node_modules\/preact|src\/i18n\/T\.tsx|src\/(ui|session)\/(?!names)|clips\/times|pages\/watch\/useOffer/,
              minShareCount: 2,
            },
            {
              // The stage: what the entry needs before the page, and what comes when somebody goes back, stays where it is.
              name: "player",
              test: /src\/player\/(?!ahead|engine|hls|joining|dates|settings|start|tracks|renditions|listening|replay\/(?!source|places))/,
              minShareCount: 2,
            },
            {
              name: "chat",
              test: /src\/(chat|tips)\/(?!shown|Emoji|GiveSheet|Supporters|Goal|Sheet|sample)/,
              minShareCount: 2,
            },
            {
              // And so is what the pages that show a show, and those that show a clip of one, have in common.
              name: "watching",
              test: /src\/(pages\/watch\/(?!startWatching|pass\.|GatePage|ClosedStage|sheets)|pages\/(control\/situation|useMarkers)|clips\/(?!news|playback|ClipStage|ClipCards|ShareLink|listing|times))/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": BACKEND,
      "/docs": BACKEND,
      "/openapi.json": BACKEND,
      "/pictures": BACKEND,
      "/oembed": BACKEND,
      "/robots.txt": BACKEND,
      "/sitemap.xml": BACKEND,
      "^/(artists|livestreams)/[^/]+/(calendar\\.ics|feed\\.xml)$": BACKEND,
      "/ws": { target: BACKEND, ws: true },
    },
  },
  test: {
    environment: "node",
    setupFiles: ["src/i18n/sample.ts"],
    include: ["src/**/*.test.ts", "src/**/*.test.tsx"],
    // Five seconds are little on a machine that does other things.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
