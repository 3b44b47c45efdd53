const PATHS = {
  search: "M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM10.6 10.6L14 14",
  eye: "M1.5 8s2.4-4.5 6.5-4.5S14.5 8 14.5 8s-2.4 4.5-6.5 4.5S1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  lock: "M4.5 7V5a3.5 3.5 0 0 1 7 0v2M3.5 7h9v6.5h-9z",
  sound: "M2.5 6v4H5l3.5 3V3L5 6zM11 5.5a3.5 3.5 0 0 1 0 5M12.8 3.5a6.2 6.2 0 0 1 0 9",
  muted: "M2.5 6v4H5l3.5 3V3L5 6zM11 6l3.5 4M14.5 6L11 10",
  check: "M3 8.5l3.2 3.2L13 4.8",
  screens: "M1.5 3.5h9v6h-9zM4 12.5h4M12.5 6.5h2v7h-3v-2",
  change: "M8 2.5v7M8 12v1.5",
  more: "M4 6.5l4 4 4-4",
  play: "M4.5 3v10l8-5z",
  pause: "M5 3v10M11 3v10",
  clip: "M4 6.2a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM4 13.4a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM5.4 5.5L13.5 12M5.4 10.5L13.5 4",
  clap: "M6.5 13.5L3.4 9.6a1.2 1.2 0 0 1 1.9-1.5L7 10.2V4.6a1.1 1.1 0 0 1 2.2 0V8l.6-4.3a1.1 1.1 0 0 1 2.2.3L11.4 8l1.2-2a1 1 0 0 1 1.8.9l-2.2 5.2a3.6 3.6 0 0 1-3.3 2.2zM4.2 1.5v2M1.8 2.8l1.4 1.4",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  chat: "M2.5 3h11v8h-6l-3 2.5V11h-2z",
  close: "M4 4l8 8M12 4l-8 8",
  send: "M2.5 3l11 5-11 5 2-5zM4.5 8h9",
  smile: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM5.5 9.5a3 3 0 0 0 5 0M6 6v.8M10 6v.8",
  out: "M9 2.5h4.5V7M13.5 2.5L8 8M6.5 3.5h-4v10h10v-4",
  wide: "M1.5 4h13v8h-13zM10 4v8",
  ask: "M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.5M8 11.6v.8M8 14.5A6.5 6.5 0 1 0 8 1.5a6.5 6.5 0 0 0 0 13z",
  gem: "M4.5 3h7L14 6.5l-6 7-6-7z",
  bell: "M3 11.5h10L11.8 10V7a3.8 3.8 0 0 0-7.6 0v3zM6.5 11.5v.5a1.5 1.5 0 0 0 3 0v-.5",
  cast: "M2 5V3.5h12v9H9.5M2 8.5a4 4 0 0 1 4 4M2 11.5a1 1 0 0 1 1 1",
  airplay: "M4 11H2V3h12v8h-2M8 9.5l3.5 4h-7z",
  keys: "M1.5 4h13v8h-13zM4 6.8h.6M6.8 6.8h.6M9.6 6.8h.6M11.8 6.8h.4M4.8 9.4h6.4",
  share: "M8 9.5v-8M5 4l3-2.7L11 4M4.5 7h-2v7h11V7h-2",
  calendar: "M2 3.5h12v10.5H2zM2 6.5h12M5 1.8v3M11 1.8v3",
  crown: "M3.5 13h9M3 10.5l-1-6 3.5 2.5L8 3l2.5 4L14 4.5l-1 6z",
  pin: "M5.5 2.5h5l-.8 4L12 9H4l2.3-2.5zM8 9v4.5",
} as const;

export type IconName = keyof typeof PATHS;

/** A small line drawing beside words that say the same; never the only carrier of a meaning. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="1rem" height="1rem" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
