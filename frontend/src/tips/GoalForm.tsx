import { useCallback, useState } from "preact/compat";
import { Problem } from "../api/problem";
import { endGoal, putGoal } from "../api/tips";
import type { RoomShape } from "../chat/messages";
import { t } from "../i18n/t";
import { countTokens } from "../ui/counts";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { ProblemNote } from "../ui/ProblemNote";
import { Said } from "../ui/Said";
import { useSubmit } from "../ui/useSubmit";

/** Where an artist says what tips are for. `goal`: as all see it now. */
export function GoalForm({ livestream, goal }: { livestream: string; goal: RoomShape["goal"] }) {
  const [said, setSaid] = useState("");
  const put = useSubmit(
    useCallback(
      async (data: FormData) => {
        await putGoal(livestream, readGoal(data));
        setSaid(t("tips.goalSeen"));
      },
      [livestream],
    ),
  );
  const end = useSubmit(
    useCallback(async () => {
      await endGoal(livestream);
      setSaid(t("tips.goalEnded"));
    }, [livestream]),
  );
  return (
    <details className="more">
      <summary>
        {goal === null
          ? t("tips.goalSet")
          : t("tips.goalNow", { title: goal.title, given: goal.given, tokens: countTokens(goal.amount) })}
      </summary>
      <Form
        key={`${goal?.title} ${goal?.amount}`}
        fields={["title", "amount"]}
        problem={put.problem}
        pending={put.pending}
        action={t(goal === null ? "tips.setGoal" : "tips.changeGoal")}
        look="plain"
        onSubmit={put.submit}
        aside={
          <>
            {goal !== null && (
              <button
                type="button"
                className="button"
                aria-disabled={end.pending}
                onClick={() => void end.submit()}
              >
                {t("tips.endGoal")}
              </button>
            )}
            <Said words={said} />
          </>
        }
      >
        <Field
          label={t("tips.goalFor")}
          name="title"
          maxLength={120}
          defaultValue={goal?.title}
          required
          error={put.problem?.fields.title}
        />
        <Field
          label={t("tips.goalAmount")}
          name="amount"
          type="number"
          inputMode="numeric"
          min={1}
          step={1}
          defaultValue={goal?.amount}
          required
          error={put.problem?.fields.amount}
        />
      </Form>
      {end.problem && <ProblemNote problem={end.problem} />}
    </details>
  );
}

function readGoal(data: FormData): { title: string; amount: number } {
  const [title, amount] = [String(data.get("title")).trim(), Number(data.get("amount"))];
  const fields: Record<string, string> = {};
  if (title === "") fields.title = t("tips.goalNoTitle");
  if (!Number.isSafeInteger(amount) || amount < 1) fields.amount = t("tips.goalWhole");
  if (Object.keys(fields).length > 0) {
    throw new Problem(0, "invalid_fields", t("tips.goalMissing"), fields);
  }
  return { title, amount };
}
