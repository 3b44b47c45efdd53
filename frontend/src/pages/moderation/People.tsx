import { useCallback, useRef, useState } from "preact/compat";
import { dismissModerator, liftBan, readBans, readModerators } from "../../api/keeping";
import type { ChatBan, ChatModerator } from "../../api/types";
import { CopyField } from "../../ui/CopyField";
import { Fact } from "../../ui/Fact";
import { More } from "../../ui/More";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { usePages } from "../../ui/usePages";
import { useRead } from "../../ui/useRead";
import { Waiting } from "../../ui/Waiting";
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
    const words = `${account.display_name} is a moderator no more.`;
    if (await keeping.act(words, () => dismissModerator(livestream, account.id))) helping.current?.focus();
  };
  const lift = async ({ account }: ChatBan) => {
    const words = `${account.display_name} can write again.`;
    if (await keeping.act(words, () => liftBan(livestream, account.id))) banned.current?.focus();
  };
  const listed = bans.pages?.flatMap((page) => page.bans) ?? [];
  return (
    <>
      <section aria-labelledby="moderators">
        <h2 id="moderators" tabIndex={-1} ref={helping}>
          Moderators
        </h2>
        {trouble && <ProblemNote problem={trouble} onRetry={again} />}
        {moderators === null && !trouble && <Waiting what="Loading" />}
        {moderators?.length === 0 && (
          <p className="quiet">
            Nobody yet.{owner && " Select a message of somebody you trust, and make them one."}
          </p>
        )}
        {moderators !== null && moderators.length > 0 && (
          <ul className="facts">
            {moderators.map((one) => (
              <Fact
                key={one.account.id}
                name={one.account.display_name}
                lines={[`Since ${formatWithin(one.since, now)}`]}
              >
                {owner && (
                  <button
                    type="button"
                    className="button small"
                    aria-label={`Dismiss ${one.account.display_name}`}
                    onClick={() => void dismiss(one)}
                  >
                    Dismiss
                  </button>
                )}
              </Fact>
            ))}
          </ul>
        )}
        {owner && (
          <>
            <CopyField label="Their way in" value={location.href} />
            <p className="hint">Send it to them: it opens this page to your moderators alone.</p>
          </>
        )}
      </section>
      <section aria-labelledby="bans">
        <h2 id="bans" tabIndex={-1} ref={banned}>
          Who may not write
        </h2>
        {bans.problem && (
          <ProblemNote problem={bans.problem} onRetry={bans.pages === null ? bans.again : undefined} />
        )}
        {bans.pages !== null && listed.length === 0 && <p className="quiet">Everybody may.</p>}
        {listed.length > 0 && (
          <ul className="facts">
            {listed.map((ban) => (
              <Fact
                key={`${ban.account.id} ${ban.created_at}`}
                name={ban.account.display_name}
                lines={[
                  ban.until === null ? "For good" : `Until ${formatWithin(ban.until, now)}`,
                  ...(ban.by ? [`By ${ban.by.display_name}`] : []),
                ]}
                hint={ban.reason || null}
              >
                <button
                  type="button"
                  className="button small"
                  aria-label={`Lift the ban of ${ban.account.display_name}`}
                  onClick={() => void lift(ban)}
                >
                  Lift
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
