const PATHS = {
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
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
} as const;

export type IconName = keyof typeof PATHS;

/** A small line drawing beside words that say the same; never the only carrier of a meaning. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
