import { createPortal, useEffect, useId, useRef, useState } from "preact/compat";
import { t } from "../../i18n/t";
import { Icon } from "../../ui/Icon";
import type { Wish } from "./choice";
import type { RenditionsView } from "./renditions";
import { mbps, nameOf, sayShort, sayWhy } from "./say";

/** Not among the icons that every page has. */
const SLIDERS = "M2 5h6M12 5h2M10 3v4M2 11h2M8 11h6M6 9v4";

/** Which picture of the stream a viewer has, and what else there is. */
export function QualityMenu({
  view,
  stage,
  onChoose,
}: {
  view: RenditionsView;
  stage: HTMLElement | null;
  onChoose: (wish: Wish) => void;
}) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLElement>(null);
  const id = useId();
  const why = sayWhy(view);
  const close = () => {
    setOpen(false);
    button.current?.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (open) panel.current?.querySelector<HTMLInputElement>("input:checked")?.focus({ preventScroll: true });
  }, [open]);
  const options: [wish: Wish, name: string, figure: string][] = [
    ["auto", t("quality.auto"), ""],
    ...view.options.map((one): [Wish, string, string] => [
      one.name,
      nameOf(one),
      one.rate > 0 ? t("player.mbps", { rate: mbps(one.rate) }) : "",
    ]),
    ["saver", t("quality.saver"), ""],
  ];
  return (
    <>
      <button
        ref={button}
        type="button"
        className="stage-button quality-button figure"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={t("quality.open", { words: why })}
        title={why}
        onClick={() => setOpen(!open)}
      >
        <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d={SLIDERS} fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
        <span>{sayShort(view)}</span>
      </button>
      {open &&
        stage !== null &&
        createPortal(
          <section
            ref={panel}
            id={id}
            className="stage-stats quality-menu"
            aria-label={t("quality.title")}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              event.stopPropagation();
              close();
            }}
          >
            <button type="button" className="stage-button" onClick={close}>
              <Icon name="close" />
              <span className="visually-hidden">{t("quality.close")}</span>
            </button>
            <fieldset>
              <legend>{t("quality.title")}</legend>
              {options.map(([wish, name, figure]) => (
                <label key={wish} title={wish === "saver" ? t("quality.saverWhy") : undefined}>
                  <input
                    type="radio"
                    name={id}
                    checked={view.wish === wish}
                    onChange={() => onChoose(wish)}
                  />
                  {name}
                  {figure !== "" && <span className="figure">{figure}</span>}
                </label>
              ))}
            </fieldset>
            <p>{why}</p>
          </section>,
          stage,
        )}
    </>
  );
}
