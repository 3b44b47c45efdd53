// hls-parser, strict, over the playlists of a JSON file: prints what it finds fault with, one line a playlist.
import { readFileSync } from "node:fs";
import HLS from "hls-parser";

HLS.setOptions({ strictMode: true });
for (const [number, text] of JSON.parse(readFileSync(process.argv[2], "utf8")).entries()) {
  try {
    HLS.parse(text);
  } catch (error) {
    console.log(`${number}: ${error.message}`);
  }
}
