import type { Livestream } from "../api/types";
import type { Board } from "../channel/board";
import { t } from "../i18n/t";
import { ClipCards } from "./ClipCards";
import { useClips } from "./useClips";

/** What was cut out of a show, on its page; nothing where nothing was. */
export function ShowClips({ livestream, board }: { livestream: Livestream; board: Board }) {
  const { clips, more } = useClips(livestream.id, board, false);
  if (clips === null || clips.length === 0) return null;
  return (
    <section className="show-clips" aria-labelledby="clips">
      <h2 id="clips">{t("clips.clips")}</h2>
      <ClipCards clips={clips} />
      {more !== null && (
        <p>
          <button type="button" className="button" onClick={more}>
            {t("clips.more")}
          </button>
        </p>
      )}
    </section>
  );
}
