import { useCallback, useRef, useState } from "preact/compat";
import { dismissModerator, liftBan, readBans, readModerators } from "../../api/keeping";
import type { ChatBan, ChatModerator } from "../../api/types";
import { t } from "../../i18n/t";
import { CopyField } from "../../ui/CopyField";
import { Fact } from "../../ui/Fact";
import { More } from "../../ui/More";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { usePages } from "../../ui/usePages";
import { useRead } from "../../ui/useRead";
import { Waiting } from "../../ui/Waiting";
import { FindModerator } from "./FindModerator";
import type { Keeping } from "./useKeeping";

/** Who helps the artist, and who may not write. */
export function People(props: { livestream: string; owner: boolean; keeping: Keeping }) {
  const { livestream, owner, keeping } = props;
  const now = useNow();
  const [readAll] = useState(() => (signal: AbortSignal) => readModerators(livestream, signal));
  const readSome = useCallback(
    (signal?: AbortSignal, cursor?: string | null) => readBans(livestream, signal, cursor),
    [livestream],
  );
  const [moderators, trouble, again] = useRead(readAll, keeping.version);
  const bans = usePages(readSome, keeping.version);
  // The button goes with the row, so the keyboard goes on above the list.
  const [helping, banned] = [useRef<HTMLHeadingElement>(null), useRef<HTMLHeadingElement>(null)];
  const dismiss = async ({ account }: ChatModerator) => {
    const words = t("moderation.dismissed", { name: account.display_name });
    if (await keeping.act(words, () => dismissModerator(livestream, account.id))) helping.current?.focus();
  };
  const lift = async ({ account }: ChatBan) => {
    const words = t("moderation.lifted", { name: account.display_name });
    if (await keeping.act(words, () => liftBan(livestream, account.id))) banned.current?.focus();
  };
  const listed = bans.pages?.flatMap((page) => page.bans) ?? [];
  return (
    <>
      <section aria-labelledby="moderators">
        <h2 id="moderators" tabIndex={-1} ref={helping}>
          {t("moderation.moderators")}
        </h2>
        {trouble && <ProblemNote problem={trouble} onRetry={again} />}
        {moderators === null && !trouble && <Waiting what={t("moderation.loading")} />}
        {moderators?.length === 0 && <p className="quiet">{t("moderation.nobody")}</p>}
        {moderators !== null && moderators.length > 0 && (
          <ul className="facts">
            {moderators.map((one) => (
              <Fact
                key={one.account.id}
                name={one.account.display_name}
                lines={[t("moderation.since", { when: formatWithin(one.since, now) })]}
              >
                {owner && (
                  <button
                    type="button"
                    className="button small"
                    aria-label={t("moderation.dismissOf", { name: one.account.display_name })}
                    onClick={() => void dismiss(one)}
                  >
                    {t("moderation.dismiss")}
                  </button>
                )}
              </Fact>
            ))}
          </ul>
        )}
        {owner && (
          <>
            <FindModerator livestream={livestream} keeping={keeping} />
            <CopyField label={t("moderation.wayIn")} value={location.href} />
            <p className="hint">{t("moderation.wayInHint")}</p>
          </>
        )}
      </section>
      <section aria-labelledby="bans">
        <h2 id="bans" tabIndex={-1} ref={banned}>
          {t("moderation.bans")}
        </h2>
        {bans.problem && (
          <ProblemNote problem={bans.problem} onRetry={bans.pages === null ? bans.again : undefined} />
        )}
        {bans.pages !== null && listed.length === 0 && <p className="quiet">{t("moderation.noBans")}</p>}
        {listed.length > 0 && (
          <ul className="facts">
            {listed.map((ban) => (
              <Fact
                key={`${ban.account.id} ${ban.created_at}`}
                name={ban.account.display_name}
                lines={[
                  ban.until === null
                    ? t("moderation.forGood")
                    : t("moderation.until", { when: formatWithin(ban.until, now) }),
                  ...(ban.by ? [t("moderation.by", { name: ban.by.display_name })] : []),
                ]}
                hint={ban.reason || null}
              >
                <button
                  type="button"
                  className="button small"
                  aria-label={t("moderation.liftOf", { name: ban.account.display_name })}
                  onClick={() => void lift(ban)}
                >
                  {t("moderation.lift")}
                </button>
              </Fact>
            ))}
          </ul>
        )}
        <More more={bans.more} pending={bans.pending} />
      </section>
    </>
  );
}
