import { useMemo } from "preact/compat";
import type { Clip } from "../../api/types";
import { pollLivestream } from "../../channel/polls";
import { useChannel } from "../../channel/useChannel";
import { ClipStage } from "../../clips/ClipStage";
import { t } from "../../i18n/t";
import { useParams } from "../../ui/routing";
import { usePageTitle } from "../../ui/usePageTitle";
import { findClip } from "./clip";
import { useClip } from "./useClip";

/** A clip alone, for other sites' pages: they show what everybody may see, and lead here. */
export function EmbeddedClip() {
  const { id = "" } = useParams();
  const [clip, problem] = useClip(id, 0);
  if (clip !== null) return <Shown read={clip} />;
  return <Frame>{problem !== null && <Words lead={t("clipPage.missing")} />}</Frame>;
}

function Shown({ read }: { read: Clip }) {
  const show = read.livestream_id;
  usePageTitle(read.title);
  const poll = useMemo(() => pollLivestream(show), [show]);
  const { board } = useChannel(`/ws/livestreams/${encodeURIComponent(show)}?observe=true`, poll);
  const found = findClip(read, board.clips, false);
  if (found.is === "removed")
    return (
      <Frame>
        <Words lead={t("clipPage.notShown")} />
      </Frame>
    );
  const { clip } = found;
  if (found.is === "gone")
    return (
      <Frame>
        <Words lead={t("clipPage.gone")} />
      </Frame>
    );
  if (clip.url === null)
    return (
      <Frame>
        <Words lead={t("clipPage.holders")} page={clip.page_url} />
      </Frame>
    );
  return (
    <main className="embed">
      <ClipStage url={clip.url} duration={clip.duration}>
        {(again) => (
          <div className="stage-words">
            <p className="form-actions">
              <button type="button" className="button primary" onClick={again}>
                {t("clipPage.again")}
              </button>
              <a className="button" href={clip.page_url} target="_blank" rel="noopener">
                {t("clipPage.more")}
              </a>
            </p>
          </div>
        )}
      </ClipStage>
      <p className="embed-title">
        <a href={clip.page_url} target="_blank" rel="noopener">
          <bdi>{clip.title}</bdi>
        </a>
      </p>
    </main>
  );
}

function Frame({ children }: { children: React.ReactNode }) {
  return (
    <main className="embed">
      <div className="stage" data-stage="unknown">
        <div className="stage-overlay">{children}</div>
      </div>
    </main>
  );
}

function Words({ lead, page }: { lead: string; page?: string }) {
  return (
    <div className="stage-words">
      <p className="stage-lead">{lead}</p>
      {page && (
        <p className="form-actions">
          <a className="button" href={page} target="_blank" rel="noopener">
            {t("clipPage.there")}
          </a>
        </p>
      )}
    </div>
  );
}
