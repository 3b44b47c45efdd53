import { t } from "../../i18n/t";
import { usePath } from "../../ui/routing";

const PLACES = [
  ["/artist/livestreams", "studio.shows"],
  ["/artist/rehearsal", "studio.rehearse"],
  ["/artist/replays", "studio.replays"],
  ["/artist/tokens", "studio.tokens"],
  ["/artist/overlays", "studio.overlays"],
  ["/artist/profile", "studio.profile"],
] as const;

/** The rooms of the studio, at the head of each. */
export function StudioNav() {
  const path = usePath();
  return (
    <nav className="studio-nav" aria-label={t("studio.rooms")}>
      {PLACES.map(([href, name]) => (
        <a key={href} href={href} aria-current={path === href ? "page" : undefined}>
          {t(name)}
        </a>
      ))}
    </nav>
  );
}
