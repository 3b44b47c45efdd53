import type { Health } from "../../channel/frames";
import { locale, t } from "../../i18n/t";

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
  const { bitrate_kbps, bitrate_deviation_kbps, fps, keyframe_interval, drift_ms } = health;
  const spread = bitrate_deviation_kbps ? ` ± ${kbps(bitrate_deviation_kbps)}` : "";
  return [
    [t("control.bitrate"), bitrate_kbps == null ? "–" : `${kbps(bitrate_kbps)}${spread} kbit/s`],
    [t("control.frames"), fps == null ? "–" : t("control.aSecond", { rate: round(fps) })],
    [t("control.pictureFigure"), describePicture(health)],
    [
      t("control.keyframes"),
      keyframe_interval == null ? "–" : t("control.everySeconds", { seconds: round(keyframe_interval) }),
    ],
    [t("control.soundFigure"), describeSound(health)],
    [t("control.clock"), drift_ms == null ? "–" : describeDrift(drift_ms)],
  ];
}

export function describePicture({ width, height, video_codec }: Health): string {
  return join(width && height ? `${width} × ${height}` : null, codec(video_codec));
}

export function describeSound({ audio, audio_codec, sample_rate, channels }: Health): string {
  if (!audio) return t("control.noSound");
  const layout =
    channels === 1
      ? t("control.mono")
      : channels === 2
        ? t("control.stereo")
        : channels
          ? t("control.channels", { channels })
          : null;
  return join(codec(audio_codec), sample_rate ? `${round(sample_rate / 1000)} kHz` : null, layout);
}

function describeDrift(ms: number): string {
  if (Math.abs(ms) < 250) return t("control.onTime");
  return t(ms < 0 ? "control.late" : "control.early", { seconds: round(Math.abs(ms) / 1000) });
}

const codec = (name: string | null | undefined) => (name ? (NAMES[name] ?? name) : null);
const round = (value: number) => (Math.round(value * 10) / 10).toLocaleString(locale());
const kbps = (value: number) => Math.round(value).toLocaleString(locale());

function join(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(", ") || "–";
}
