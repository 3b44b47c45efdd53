import "./bell.css";
import { useCallback, useState } from "preact/compat";
import { forgetShow, remindOfShow } from "../api/calls";
import type { Livestream } from "../api/types";
import { t } from "../i18n/t";
import { useSession } from "../session/session";
import { Icon } from "../ui/Icon";
import { ProblemNote } from "../ui/ProblemNote";
import { Said } from "../ui/Said";
import { useSubmit } from "../ui/useSubmit";
import { DeviceNote } from "./DeviceNote";
import { ring } from "./device";
import { SignInLink } from "./SignInLink";
import { useBells } from "./useBells";
import { usePress } from "./usePress";

/** Be reminded of one show to come. Once it is on, there is nothing to be reminded of, and no button. */
export function ReminderButton(props: {
  livestream: Pick<Livestream, "id" | "title" | "status" | "artist">;
  small?: boolean;
}) {
  const { livestream, small = false } = props;
  const { account } = useSession();
  const { bells, store } = useBells();
  const [said, setSaid] = useState("");
  const reminded = bells?.reminders.has(livestream.id) ?? false;

  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (wanted: boolean, asked: boolean) => {
        if (wanted && !asked) void ring().catch(() => null); // in answer to the press, see FollowButton
        await (wanted ? remindOfShow : forgetShow)(livestream.id);
        store?.note({ type: "reminder.changed", livestream_id: livestream.id, reminded: wanted });
      },
      [livestream.id, store],
    ),
  );

  const choose = async (asked: boolean) => {
    setSaid("");
    if (await submit(!reminded, asked)) {
      setSaid(t(reminded ? "bell.forgotten" : "bell.reminded", { title: livestream.title }));
    }
  };
  const { early, press } = usePress(bells !== null, (asked) => {
    // Whoever pressed before it was known wanted to be reminded, and perhaps was already.
    if (!asked || !reminded) void choose(asked);
  });

  if (account === undefined || livestream.status !== "scheduled") return null;
  if (account === null) return <SignInLink small={small}>{t("bell.remind")}</SignInLink>;
  if (account.id === livestream.artist.id) return null;

  return (
    <span className="bell">
      <button
        type="button"
        className={`button ${small ? "small" : ""} ${reminded ? "chosen" : ""}`}
        aria-pressed={reminded}
        aria-label={t("bell.remindNamed", { title: livestream.title })}
        aria-disabled={pending || early}
        onClick={press}
      >
        <Icon name={reminded ? "check" : "bell"} /> {t(reminded ? "bell.isReminded" : "bell.remind")}
      </button>
      {reminded && !small && <DeviceNote />}
      {problem && <ProblemNote problem={problem} />}
      <span className="visually-hidden">
        <Said words={said} />
      </span>
    </span>
  );
}
