import { type RefObject, useEffect } from "preact/compat";
import { t } from "../../i18n/t";
import { type About, clearLockScreen, describe, describePlace, listenToLockScreen } from "./lockScreen";
import "./listen.css";

/** What stands in place of the picture while the sound alone is played; and the same on a locked screen. */
export function ListenStage({
  about,
  chapter,
  moving,
  place,
  media,
  onBack,
}: {
  about: About;
  /** What the sound is in; null: nothing that has a name. */
  chapter: string | null;
  /** There is something to be heard just now. */
  moving: boolean;
  /** Where in a replay that is; null: it is live. */
  place: { position: number; length: number } | null;
  /** Where the element that plays is. */
  media: RefObject<HTMLElement | null>;
  onBack: () => void;
}) {
  const { title, artist, still } = about;
  useEffect(() => describe({ title, artist, still }, chapter), [title, artist, still, chapter]);
  const seekable = place !== null;
  useEffect(() => {
    listenToLockScreen(
      () => media.current?.querySelector<HTMLMediaElement>(":scope > [slot=media]") ?? null,
      seekable,
    );
    return clearLockScreen;
  }, [media, seekable]);
  const { position, length } = place ?? { position: 0, length: 0 };
  useEffect(() => describePlace(position, length), [position, length]);
  return (
    <section className="listen" aria-label={t("listen.title")} data-moving={moving}>
      <p className="listen-level" aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
        <i />
      </p>
      <p className="listen-title">
        <bdi>{title}</bdi>
      </p>
      <p className="listen-about">
        <bdi>{artist}</bdi>
        {chapter !== null && <bdi>{chapter}</bdi>}
      </p>
      <button type="button" className="button small" onClick={onBack}>
        {t("listen.back")}
      </button>
      <p className="listen-what" role="status">
        {t("listen.what")}
      </p>
    </section>
  );
}
