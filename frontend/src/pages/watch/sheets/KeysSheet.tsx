import { t } from "../../../i18n/t";
import { Sheet } from "../../../ui/Sheet";

/** What the keys do on this page. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const keys: [names: string[], words: string][] = [
    [["K", t("sheets.keySpace")], t("sheets.keyPlay")],
    [["M"], t("sheets.keySound")],
    [["L"], t("sheets.keyListen")],
    [["F"], t("sheets.keyFull")],
    [["T"], t("sheets.keyTheatre")],
    [["P", "I"], t("sheets.keyPip")],
    [["←", "→"], t("sheets.keyBack")],
    [["N", "B"], t("sheets.keyChapter")],
    [["C"], t("sheets.keyClip")],
    [["S"], t("sheets.keyStats")],
    [["?"], t("sheets.keyHelp")],
  ];
  return (
    <Sheet title={t("sheets.keysTitle")} onClose={onClose}>
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
