import { Check } from "../ui/Check";
import "./bell.css";
import { useCallback, useId, useRef, useState } from "preact/compat";
import { followArtist, unfollowArtist } from "../api/calls";
import type { Livestream } from "../api/types";
import { t } from "../i18n/t";
import { useSession } from "../session/session";
import { Icon } from "../ui/Icon";
import { ProblemNote } from "../ui/ProblemNote";
import { Said } from "../ui/Said";
import { useSubmit } from "../ui/useSubmit";
import type { Bell } from "./bells";
import { DeviceNote } from "./DeviceNote";
import { ring } from "./device";
import { SignInLink } from "./SignInLink";
import { useBells } from "./useBells";
import { usePress } from "./usePress";

/** Follow an artist: one press, and the browser is asked whether it may ring. Then, how to hear of the shows. */
export function FollowButton(props: {
  artist: Pick<Livestream["artist"], "id" | "display_name">;
  small?: boolean;
}) {
  const { artist, small = false } = props;
  const { account } = useSession();
  const { bells, store } = useBells();
  const [said, setSaid] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLFieldSetElement>(null);
  const id = useId();
  const bell = bells?.follows.get(artist.id);

  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (wanted: Bell | null, asked: boolean) => {
        if (wanted === null) {
          await unfollowArtist(artist.id);
          store?.note({
            type: "follow.changed",
            artist_id: artist.id,
            following: false,
            push: false,
            mail: false,
          });
          return;
        }
        // The browser asks only in answer to a press, so that comes before all that takes time.
        // Nothing else waits for what it answers: the device's own note tells.
        if (wanted.push && !bell?.push && !asked) void ring().catch(() => null);
        await followArtist(artist.id, wanted);
        store?.note({ type: "follow.changed", artist_id: artist.id, following: true, ...wanted });
      },
      [artist.id, bell?.push, store],
    ),
  );

  const choose = async (wanted: Bell | null, asked = false) => {
    setSaid("");
    if (!(await submit(wanted, asked))) return;
    const words = { name: artist.display_name };
    if (wanted === null) {
      menu.current?.hidePopover();
      button.current?.focus(); // it was in the menu, which is gone
      setSaid(t("bell.unfollowed", words));
    } else if (bell === undefined) setSaid(t("bell.followed", words));
  };

  const { early, press } = usePress(bells !== null, (asked) => {
    // It may turn out that it was so all along.
    if (bell === undefined) void choose({ push: true, mail: false }, asked);
  });

  if (account === undefined) return null;
  if (account === null) return <SignInLink small={small}>{t("bell.follow")}</SignInLink>;
  if (account.id === artist.id) return null;

  return (
    <span className="bell">
      {/* One button before and after, so that it keeps the focus. */}
      <button
        type="button"
        className={`button ${bell ? "chosen" : ""} ${small ? "small" : ""}`}
        ref={button}
        aria-label={t(bell ? "bell.followingNamed" : "bell.followNamed", { name: artist.display_name })}
        aria-disabled={bell === undefined && (pending || early)}
        popoverTarget={bell && id}
        onClick={() => bell === undefined && press()}
      >
        <Icon name={bell === undefined || bell.push || bell.mail ? "bell" : "check"} />{" "}
        {t(bell ? "bell.following" : "bell.follow")}
        {bell && <Icon name="more" />}
      </button>
      {bell && (
        <fieldset className="bell-menu" id={id} popover="auto" ref={menu}>
          <legend className="bell-heading">{t("bell.how")}</legend>
          <Check
            className="bell-choice"
            label={t("bell.push")}
            checked={bell.push}
            onChange={() => void choose({ ...bell, push: !bell.push })}
          />
          {bell.push && <DeviceNote />}
          <Check
            className="bell-choice"
            label={t("bell.mail")}
            checked={bell.mail}
            onChange={() => void choose({ ...bell, mail: !bell.mail })}
          />
          {bell.mail && !account.email_verified && <p className="hint">{t("bell.mailUnverified")}</p>}
          {problem && <ProblemNote problem={problem} />}
          <button type="button" className="button small" onClick={() => void choose(null)}>
            {t("bell.unfollow")}
          </button>
        </fieldset>
      )}
      {problem && bell === undefined && <ProblemNote problem={problem} />}
      <span className="visually-hidden">
        <Said words={said} />
      </span>
    </span>
  );
}
