import type { Rehearsal } from "../api/types";
import type { Conflict } from "../channel/frames";
import type { RehearsalNews } from "../channel/rehearsal";
import { t } from "../i18n/t";
import { Player } from "../player/Player";
import { LinkNote } from "../ui/LinkNote";
import { PlatformNote } from "../ui/PlatformNote";
import { ProblemNote } from "../ui/ProblemNote";
import { formatTime } from "../ui/time";
import { usePageTitle } from "../ui/usePageTitle";
import { Waiting } from "../ui/Waiting";
import { RehearsalKey } from "./rehearsal/RehearsalKey";
import { useRehearsal } from "./rehearsal/useRehearsal";
import { VerdictPanel } from "./rehearsal/VerdictPanel";
import { StudioHead } from "./studio/StudioHead";

/** A stream with nobody watching: what OBS sends, judged, and what to change before the show. */
export function RehearsalPage() {
  usePageTitle(t("rehearsal.title"));
  const { rehearsal, news, problem, link, degraded, replace } = useRehearsal();
  return (
    <div className="page control">
      <StudioHead title={t("rehearsal.title")} lead={t("rehearsal.lead")} />
      {news.conflict && (
        <div className="note warn" role="alert">
          <p>{describeRefused(news.conflict)}</p>
        </div>
      )}
      <PlatformNote degraded={degraded} />
      {rehearsal ? (
        <div className="control-body" data-publishing={news.active}>
          <div className="control-main">
            <VerdictPanel news={news} />
            <RehearsalKey rehearsal={rehearsal} active={news.active} onRotate={replace} />
          </div>
          <div className="control-side">
            <Preview rehearsal={rehearsal} news={news} />
          </div>
        </div>
      ) : problem ? (
        <ProblemNote problem={problem} />
      ) : (
        <Waiting what={t("rehearsal.loading")} />
      )}
      <LinkNote link={link} />
    </div>
  );
}

function describeRefused({ at, address }: Conflict): string {
  return t("rehearsal.refused", { when: address ? `${formatTime(at)} (${address})` : formatTime(at) });
}

function Preview({
  rehearsal: { hls_url },
  news: { active, verdict },
}: {
  rehearsal: Rehearsal;
  news: RehearsalNews;
}) {
  const status = active ? "live" : verdict === null ? "scheduled" : "ended";
  return (
    <section className="panel monitor" aria-labelledby="preview">
      <h2 id="preview">{t("control.preview")}</h2>
      <Player
        livestream={{ status, hls_url, still_url: null, interrupted_until: null }}
        quiet
        overlay={(stage) => (
          <>
            {(stage === "scheduled" || stage === "ended") && (
              <div className="stage-words">
                <p className="stage-lead">{t(stage === "ended" ? "rehearsal.over" : "control.noPicture")}</p>
                <p>{t(stage === "ended" ? "rehearsal.next" : "control.noPictureWords")}</p>
              </div>
            )}
            {stage === "starting" && (
              <div className="stage-words late">
                <p>{t("control.pictureComes")}</p>
              </div>
            )}
          </>
        )}
      />
    </section>
  );
}
