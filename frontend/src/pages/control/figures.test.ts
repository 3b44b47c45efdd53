import { expect, test } from "vitest";
import { listFigures } from "./figures";

test("every figure has its unit, and an unknown one keeps its place", () => {
  const known = new Map(
    listFigures({
      bitrate_kbps: 950,
      bitrate_deviation_kbps: 12,
      fps: 29.97,
      keyframe_interval: 2,
      width: 1280,
      height: 720,
      video_codec: "h264",
      audio: true,
      audio_codec: "aac",
      sample_rate: 44_100,
      channels: 2,
      drift_ms: -3_400,
    }),
  );
  expect(known.get("Bitrate")).toBe("950 ± 12 kbit/s");
  expect(known.get("Frames")).toBe("30 a second");
  expect(known.get("Picture")).toBe("1280 × 720, H.264");
  expect(known.get("Sound")).toBe("AAC, 44.1 kHz, stereo");
  expect(known.get("Clock")).toBe("3.4\u00a0s late");
  const unknown = listFigures({});
  expect(unknown.map(([name]) => name)).toEqual([...known.keys()]);
  expect(new Map(unknown).get("Sound")).toBe("none");
});
