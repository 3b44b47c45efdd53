import { lazy, type RefObject, Suspense, useEffect, useEffectEvent } from "preact/compat";
import type { Livestream } from "../api/types";
import { loadWorded, t } from "../i18n/t";
import type { StageHandle } from "../player/Player";
import type { Kept } from "../player/replay/kept";
import { isTyping } from "../player/useShortcuts";
import { useSession } from "../session/session";
import { Icon } from "../ui/Icon";
import { useNavigate, useSearchParams } from "../ui/routing";
import { readPlaceIn } from "./address";
import { useCutting } from "./useCutting";

/** Nobody who only watches waits for it. */
const loadEditor = () => loadWorded("sheets", async () => (await import("./ClipEditor")).default);
const ClipEditor = lazy(loadEditor);

/** Opens the clip editor at what is on the screen: a button, and the key C. Whoever is not signed in is led there and back. */
export function ClipButton({
  livestream,
  kept,
  stage,
}: {
  livestream: Livestream;
  kept: Kept | null;
  stage: RefObject<StageHandle | null>;
}) {
  const { account } = useSession();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const { cutting, readPlace, open, close } = useCutting(livestream, kept, stage);
  const asked = readPlaceIn(search, "clip");
  const possible = mayClip(livestream, account?.id ?? null) && kept !== null && kept.begins !== null;

  const press = useEffectEvent(() => {
    if (!possible || account === undefined || cutting !== null) return;
    if (account !== null) return open(null);
    const place = readPlace();
    const back = `/livestreams/${livestream.id}${place === null ? "" : `?clip=${place.toFixed(1)}`}`;
    navigate(`/sign-in?next=${encodeURIComponent(back)}`);
  });

  // Back from signing in: at the moment that was meant.
  const due = asked !== null && possible && !!account;
  const resume = useEffectEvent(() => {
    open(asked);
    const rest = new URLSearchParams(search);
    rest.delete("clip");
    setSearch(rest);
  });
  useEffect(() => {
    if (due) resume();
  }, [due]);

  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, repeat } = event;
      if ((key !== "c" && key !== "C") || ctrlKey || metaKey || altKey || repeat) return;
      if (isTyping(event)) return;
      press();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);

  if (!possible) return null;
  return (
    <>
      <button
        type="button"
        className="button small clip-button"
        aria-keyshortcuts="c"
        // On its way while the finger still is.
        onPointerEnter={() => void loadEditor().catch(() => {})}
        onClick={() => press()}
      >
        <Icon name="clip" /> {t("clips.clip")}
      </button>
      {cutting !== null && (
        <Suspense fallback={null}>
          <ClipEditor livestream={livestream.id} title={livestream.title} cutting={cutting} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

/** Whether a clip may be made here: by its artist, or by fans where it lets them; who that is may still have to be said. */
export const mayClip = (
  { artist, fans_may_clip }: Pick<Livestream, "artist" | "fans_may_clip">,
  account: string | null,
): boolean => fans_may_clip || artist.id === account;
