import { t } from "../../../i18n/t";
import { Sheet } from "../../../ui/Sheet";

/** What the keys do on this page. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const keys: [names: string[], words: string][] = [
    [["K", t("watch.keySpace")], t("watch.keyPlay")],
    [["M"], t("watch.keySound")],
    [["F"], t("watch.keyFull")],
    [["T"], t("watch.keyTheatre")],
    [["P", "I"], t("watch.keyPip")],
    [["←", "→"], t("watch.keyBack")],
    [["N", "B"], t("watch.keyChapter")],
    [["C"], t("watch.keyClip")],
    [["S"], t("watch.keyStats")],
    [["?"], t("watch.keyHelp")],
  ];
  return (
    <Sheet title={t("watch.keysTitle")} onClose={onClose}>
      <dl className="keys">
        {keys.map(([names, words]) => (
          <div key={words}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
