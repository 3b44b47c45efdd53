// mp4box.js and MediaInfo read a film of many megabytes as it comes: prints what each of them finds, as JSON.
import { readFileSync } from "node:fs";
import { mediaInfoFactory } from "mediainfo.js";
import { createFile, MP4BoxBuffer } from "mp4box";

const data = readFileSync(process.argv[2]);

const box = { samples: {}, keys: {} };
const file = createFile();
file.onError = (module, message) => {
  throw new Error(`${module}: ${message}`);
};
file.onReady = (info) => {
  box.info = {
    seconds: info.duration / info.timescale,
    fragmented: info.isFragmented,
    progressive: info.isProgressive,
    tracks: info.tracks.map(({ id, type, codec, nb_samples }) => ({ id, type, codec, samples: nb_samples })),
  };
  for (const track of info.tracks) file.setExtractionOptions(track.id, null, { nbSamples: 100_000 });
  file.start();
};
file.onSamples = (id, _, samples) => {
  box.samples[id] = (box.samples[id] ?? 0) + samples.length;
  box.keys[id] = (box.keys[id] ?? 0) + samples.filter(({ is_sync }) => is_sync).length;
};
for (let at = 0; at < data.length; at += 65_536) {
  const part = data.subarray(at, at + 65_536);
  file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(Uint8Array.from(part).buffer, at));
}
file.flush();

const mediaInfo = await mediaInfoFactory({ format: "object", full: true });
const found = await mediaInfo.analyzeData(data.length, (size, offset) => data.subarray(offset, offset + size));
mediaInfo.close();
console.log(JSON.stringify({ box, tracks: found.media.track }));
