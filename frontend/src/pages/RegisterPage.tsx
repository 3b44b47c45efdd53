import { useCallback } from "preact/compat";
import type { AccountDraft } from "../api/types";
import { t } from "../i18n/t";
import { keepNext, readNext } from "../session/next";
import { registerAndEnter } from "../session/register";
import { useSession } from "../session/session";
import { Unknown } from "../session/Unknown";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { Navigate, useSearchParams } from "../ui/routing";
import { usePageTitle } from "../ui/usePageTitle";
import { useSubmit } from "../ui/useSubmit";
import { Entrance } from "./enter/Entrance";
import { RoleChoice } from "./enter/RoleChoice";

const FIELDS = ["display_name", "email", "password", "role"] as const;

export function RegisterPage() {
  usePageTitle(t("enter.register"));
  const { account, silent, enter } = useSession();
  const [search] = useSearchParams();
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (data: FormData) => {
        const [display_name, email, password, role] = FIELDS.map((name) => String(data.get(name) ?? ""));
        enter(await registerAndEnter({ display_name, email, password, role } as AccountDraft));
      },
      [enter],
    ),
  );

  if (account) {
    const home = account.role === "artist" ? "/artist/livestreams" : "/livestreams";
    return <Navigate to={readNext(search, home)} replace />;
  }
  // Who is here already is not shown a form for a moment.
  if (account === undefined && !silent) return <Unknown what={t("enter.moment")} />;
  return (
    <Entrance title={t("enter.registerHead")} words={t("enter.registerWords")}>
      <Form
        fields={FIELDS}
        problem={problem}
        pending={pending}
        action={t("enter.register")}
        onSubmit={submit}
        aside={<a href={`/sign-in${keepNext(search)}`}>{t("enter.signInInstead")}</a>}
      >
        <RoleChoice artist={search.has("artist")} error={problem?.fields.role} />
        <Field
          label={t("enter.name")}
          name="display_name"
          autoComplete="name"
          hint={t("enter.nameHint")}
          required
          error={problem?.fields.display_name}
        />
        <Field
          label={t("enter.email")}
          name="email"
          type="email"
          autoComplete="username"
          required
          error={problem?.fields.email}
        />
        <Field
          label={t("enter.password")}
          name="password"
          type="password"
          autoComplete="new-password"
          hint={t("enter.passwordHint")}
          required
          error={problem?.fields.password}
        />
      </Form>
    </Entrance>
  );
}
