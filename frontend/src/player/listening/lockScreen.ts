/** What is heard, in words and one picture. */
export interface About {
  title: string;
  artist: string;
  still: string | null;
}

const ACTIONS = ["play", "pause", "stop", "seekbackward", "seekforward", "seekto"] as const;
/** What a key there goes to and fro, where the system does not say; seconds. */
const STEP_S = 10;

/** Says on a locked screen, and wherever a system shows what it plays, what this is. */
export function describe({ title, artist, still }: About, chapter: string | null): void {
  const session = findSession();
  if (session === null) return;
  session.metadata = new MediaMetadata({
    title: chapter ?? title,
    artist,
    album: chapter === null ? "" : title,
    artwork: still === null ? [] : [{ src: new URL(still, location.href).href, type: "image/jpeg" }],
  });
}

/** Says there where in a replay that is, and how long it is; seconds. */
export function describePlace(position: number, length: number): void {
  if (length > 0 && position <= length) findSession()?.setPositionState?.({ position, duration: length });
}

/** Has the keys there play and pause this element, and go to and fro in a replay. */
export function listenToLockScreen(find: () => HTMLMediaElement | null, seekable: boolean): void {
  const go = (to: (now: number) => number | undefined) => {
    const element = find();
    const at = element === null ? undefined : to(element.currentTime);
    if (element !== null && at !== undefined) element.currentTime = Math.max(0, at);
  };
  const act: Partial<Record<(typeof ACTIONS)[number], MediaSessionActionHandler>> = {
    play: () =>
      void find()
        ?.play()
        .catch(() => {}), // the element shows that it is paused
    pause: () => find()?.pause(),
    stop: () => find()?.pause(),
    ...(seekable && {
      seekbackward: ({ seekOffset }) => go((now) => now - (seekOffset || STEP_S)),
      seekforward: ({ seekOffset }) => go((now) => now + (seekOffset || STEP_S)),
      seekto: ({ seekTime }) => go(() => seekTime),
    }),
  };
  for (const name of ACTIONS) setAction(name, act[name] ?? null);
}

export function clearLockScreen(): void {
  const session = findSession();
  if (session !== null) session.metadata = null;
  session?.setPositionState?.();
  for (const name of ACTIONS) setAction(name, null);
}

function setAction(name: (typeof ACTIONS)[number], act: MediaSessionActionHandler | null): void {
  try {
    findSession()?.setActionHandler(name, act);
  } catch {
    // a browser that does not know this one
  }
}

const findSession = (): MediaSession | null =>
  ("mediaSession" in navigator ? navigator.mediaSession : undefined) ?? null;
