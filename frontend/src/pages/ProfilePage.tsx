import { useCallback, useState } from "preact/compat";
import { readArtist } from "../api/artists";
import { deletePicture, putPicture, updateAccount } from "../api/calls";
import type { Account } from "../api/types";
import { t } from "../i18n/t";
import { useSession } from "../session/session";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { ProblemNote } from "../ui/ProblemNote";
import { Said } from "../ui/Said";
import { usePageTitle } from "../ui/usePageTitle";
import { useRead } from "../ui/useRead";
import { useSubmit } from "../ui/useSubmit";
import { type Choice, PictureField } from "./draft/PictureField";
import { shrink, wordSizes } from "./draft/picture";
import { type LinkRow, Links, readLinks, writeLinks } from "./studio/Links";
import { StudioHead } from "./studio/StudioHead";

/** Who an artist is to fans: name, picture, words and links, as they stand on the public page. */
export function ProfilePage() {
  usePageTitle(t("profile.title"));
  const { account } = useSession();
  if (!account) return null; // the way here asked
  return (
    <div className="page studio-list profile-page">
      <StudioHead title={t("profile.title")}>
        <a href={`/artists/${account.id}`} className="button">
          {t("profile.public")}
        </a>
      </StudioHead>
      <div className="profile-body">
        <Picture account={account} />
        <Words account={account} />
      </div>
    </div>
  );
}

/** Sent as soon as it is chosen: it is seen before. */
function Picture({ account: { id } }: { account: Account }) {
  const [choice, setChoice] = useState<Choice>(null);
  const [said, setSaid] = useState("");
  const [profile, trouble, again] = useRead(
    useCallback((signal: AbortSignal) => readArtist(id, signal), [id]),
  );
  const { submit, pending, problem } = useSubmit(
    useCallback(async (choice: Choice) => {
      setSaid("");
      if (choice instanceof Blob) await putPicture(await shrink(choice));
      else await deletePicture();
      setSaid(t("profile.saved"));
    }, []),
  );
  const choose = (choice: Choice) => {
    setChoice(choice ?? "none");
    void submit(choice ?? "none");
  };
  return (
    <section className="panel" aria-label={t("profile.picture")}>
      {trouble && <ProblemNote problem={trouble} onRetry={again} />}
      <PictureField
        label={t("profile.picture")}
        hint={t("profile.pictureHint", wordSizes("portrait"))}
        shape="portrait"
        current={profile?.picture?.url ?? null}
        choice={choice}
        onChoose={choose}
      />
      {pending && <p className="hint">{t("profile.sending")}</p>}
      {problem && <ProblemNote problem={problem} onRetry={() => void submit(choice)} />}
      <Said words={said} />
    </section>
  );
}

function Words({ account }: { account: Account }) {
  const { enter } = useSession();
  const [said, setSaid] = useState("");
  const [links, setLinks] = useState<readonly LinkRow[]>(() => readLinks(account.links));
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData, links: readonly LinkRow[]) => {
        setSaid("");
        enter(
          await updateAccount({
            display_name: String(data.get("display_name")),
            about: String(data.get("about")),
            links: writeLinks(links),
          }),
        );
        setSaid(t("profile.saved"));
      },
      [enter],
    ),
  );
  return (
    <section className="panel" aria-labelledby="words">
      <h2 id="words">{t("profile.words")}</h2>
      <Form
        fields={["display_name", "about", "links"]}
        problem={problem}
        pending={pending}
        action={t("control.save")}
        onSubmit={(data) => submit(data, links)}
        aside={<Said words={said} />}
      >
        <Field
          label={t("profile.name")}
          name="display_name"
          autoComplete="name"
          hint={t("profile.nameHint")}
          defaultValue={account.display_name}
          required
          error={problem?.fields.display_name}
        />
        <Field
          label={t("profile.about")}
          name="about"
          multiline
          rows={6}
          maxLength={2000}
          hint={t("profile.aboutHint")}
          defaultValue={account.about}
          error={problem?.fields.about}
        />
        <Links rows={links} errors={problem?.fields ?? {}} onChange={setLinks} />
      </Form>
    </section>
  );
}
