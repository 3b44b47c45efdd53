import "../../styles/landing.css";
import { useState } from "preact/compat";
import { pollLobby } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { t } from "../../i18n/t";
import { LinkNote } from "../../ui/LinkNote";
import { Moving } from "../../ui/Moving";
import { useMinute } from "../../ui/useNow";
import { usePageTitle } from "../../ui/usePageTitle";
import { ShowCard } from "../browse/ShowCard";
import { arrange } from "../lineup";
import { chooseHero } from "./chooseHero";
import { Hero } from "./Hero";
import { Own, Steps, Two } from "./Words";

/** Beside the one in the hero. */
const MOST_OTHERS = 3;

/** For somebody who has never heard of it: what this is, and what is on. */
export function LandingPage() {
  usePageTitle("");
  const { board, link } = useChannel("/ws/livestreams", pollLobby);
  const now = useMinute();
  const { live, upcoming } = arrange(board.livestreams.values(), now);
  const all = [...live, ...upcoming.flatMap((day) => day.livestreams)];
  const [chosen, choose] = useState<string | null>(null);
  const first = chooseHero(all, chosen);
  if (first !== null && first.id !== chosen) choose(first.id);
  const shown = all.filter((one) => one !== first).slice(0, MOST_OTHERS);

  return (
    <div className="page landing">
      <header className="landing-head">
        <div className="landing-words">
          <h1>{t("landing.sentence")}</h1>
          <p>{t("landing.words")}</p>
          <p className="landing-act">
            <a className="button primary" href="/livestreams">
              {t("landing.see")}
            </a>
            <a className="button" href="/register?artist">
              {t("landing.perform")}
            </a>
          </p>
        </div>
        <Hero livestream={first} known={board.version > 0} now={now} />
      </header>
      {shown.length > 0 && (
        <section aria-labelledby="also" className="lineup-part">
          <header className="lineup-head">
            <h2 id="also">{t("landing.alsoOn")}</h2>
            <a href="/livestreams">{t("landing.everything")}</a>
          </header>
          <Moving order={shown.map(({ id }) => id).join(" ")}>
            <ul className="shows">
              {shown.map((livestream) => (
                <ShowCard key={livestream.id} livestream={livestream} now={now} />
              ))}
            </ul>
          </Moving>
        </section>
      )}
      <Two />
      <Steps />
      <Own />
      <LinkNote link={link} />
    </div>
  );
}
