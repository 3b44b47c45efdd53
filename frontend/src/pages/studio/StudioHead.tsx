import { type ReactNode, type Ref, useLayoutEffect, useRef } from "preact/compat";
import { t } from "../../i18n/t";
import { usePath } from "../../ui/routing";

const ROOMS = [
  ["/artist/livestreams", "studio.shows"],
  ["/artist/rehearsal", "studio.rehearse"],
  ["/artist/replays", "studio.replays"],
  ["/artist/tokens", "studio.tokens"],
  ["/artist/overlays", "studio.overlays"],
  ["/artist/profile", "studio.profile"],
] as const;

/** The head of each of the studio's rooms: the way into the others, which stays where it is, and what this one is. */
export function StudioHead(props: {
  title: ReactNode;
  lead?: ReactNode;
  /** The way back, of a page within a room. */
  back?: ReactNode;
  /** What can be done here first. */
  children?: ReactNode;
  /** Where the keyboard goes on when what it was on is gone. */
  place?: Ref<HTMLHeadingElement>;
}) {
  const { title, lead, back, children, place } = props;
  const path = usePath();
  const rooms = useRef<HTMLElement>(null);
  // On a phone they are in a row that is wider than the screen.
  useLayoutEffect(
    () =>
      rooms.current?.querySelector("[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" }),
    [],
  );
  return (
    <header className="studio-head">
      <nav ref={rooms} className="studio-nav" aria-label={t("studio.rooms")}>
        {ROOMS.map(([href, name]) => (
          <a key={href} href={href} aria-current={path === href ? "page" : undefined}>
            {t(name)}
          </a>
        ))}
      </nav>
      <div className="page-head">
        <div className="studio-words">
          {back && <p className="watch-line">{back}</p>}
          <h1 tabIndex={-1} ref={place ?? null}>
            {title}
          </h1>
          {lead && <p className="quiet">{lead}</p>}
        </div>
        {children}
      </div>
    </header>
  );
}
