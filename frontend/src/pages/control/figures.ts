import type { Health } from "../../channel/frames";

const NAMES: Record<string, string> = {
  h264: "H.264",
  hevc: "HEVC",
  av1: "AV1",
  vp9: "VP9",
  aac: "AAC",
  mp3: "MP3",
  opus: "Opus",
  flac: "FLAC",
};

/** The figures a publisher told, named and with their units; unknown ones keep their place, so that nothing jumps. */
export function listFigures(health: Health): [string, string][] {
  const { bitrate_kbps, bitrate_deviation_kbps, fps, keyframe_interval, width, height, drift_ms } = health;
  const spread = bitrate_deviation_kbps ? ` ± ${kbps(bitrate_deviation_kbps)}` : "";
  return [
    ["Bitrate", bitrate_kbps == null ? "–" : `${kbps(bitrate_kbps)}${spread} kbit/s`],
    ["Frames", fps == null ? "–" : `${fps.toFixed(fps % 1 === 0 ? 0 : 1)} a second`],
    ["Picture", join(width && height ? `${width} × ${height}` : null, codec(health.video_codec))],
    ["Keyframes", keyframe_interval == null ? "–" : `every ${round(keyframe_interval)} s`],
    ["Sound", describeSound(health)],
    ["Clock", drift_ms == null ? "–" : describeDrift(drift_ms)],
  ];
}

function describeSound({ audio, audio_codec, sample_rate, channels }: Health): string {
  if (!audio) return "none";
  const layout =
    channels === 1 ? "mono" : channels === 2 ? "stereo" : channels ? `${channels} channels` : null;
  return join(codec(audio_codec), sample_rate ? `${round(sample_rate / 1000)} kHz` : null, layout);
}

function describeDrift(ms: number): string {
  if (Math.abs(ms) < 250) return "on time";
  return `${round(Math.abs(ms) / 1000)} s ${ms < 0 ? "late" : "ahead"}`;
}

const codec = (name: string | null | undefined) => (name ? (NAMES[name] ?? name) : null);
const round = (value: number) => String(Math.round(value * 10) / 10);
const kbps = (value: number) => Math.round(value).toLocaleString();

function join(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(", ") || "–";
}
