import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { firstStartQuery, useFirstAccount } from "@/core/people";
import { useSignIn } from "@/core/session";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote, Loading } from "@/parts/Notes";

/** The first account of a server, made with the code from its terminal. Nobody has a default password. */
export function FirstStart() {
  const { t } = useLocale();
  const first = useQuery(firstStartQuery);
  return (
    <Paper withBorder p="xl" maw="30rem" mx="auto" mt="6vh">
      {first.isPending && <Loading />}
      {first.isError && <ErrorNote error={first.error} retry={() => void first.refetch()} />}
      {first.data?.kind === "none" && (
        <Stack>
          <Title order={1}>{t("first.over")}</Title>
          <Link to="/sign-in" search={{}}>
            {t("sign-in.go")}
          </Link>
        </Stack>
      )}
      {first.data !== undefined && first.data.kind !== "none" && <Account kind={first.data.kind} />}
    </Paper>
  );
}

function Account({ kind }: { kind: "own" | "team" }) {
  const { t, locale } = useLocale();
  const navigate = useNavigate();
  const make = useFirstAccount();
  const signIn = useSignIn();
  const [given, setGiven] = useState({ code: "", login: "", name: "", password: "" });
  const [again, setAgain] = useState("");
  const differs = again !== "" && again !== given.password;
  const set = (field: keyof typeof given) => (event: { currentTarget: { value: string } }) => { setGiven({ ...given, [field]: event.currentTarget.value }); };
  const show = { "aria-label": t("sign-in.show") };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (again !== given.password) return;
        make.mutate(
          { ...given, locale },
          { onSuccess: () => { signIn.mutate({ login: given.login, password: given.password }, { onSuccess: () => void navigate({ to: kind === "team" ? "/people" : "/", replace: true }) }); } },
        );
      }}
    >
      <Stack>
        <div>
          <Title order={1}>{t(kind === "team" ? "first.team" : "first.own")}</Title>
          <Text c="dimmed" size="sm">
            {t(kind === "team" ? "first.team.text" : "first.own.text")}
          </Text>
        </div>
        {make.isError && <ErrorNote error={make.error} />}
        {signIn.isError && <ErrorNote error={signIn.error} />}
        <TextInput label={t("first.code")} description={t("first.code.text")} dir="ltr" autoComplete="off" autoFocus required withAsterisk={false} value={given.code} onChange={set("code")} />
        <TextInput label={t("person.name")} dir="auto" autoComplete="name" required withAsterisk={false} value={given.name} onChange={set("name")} />
        <TextInput label={t("sign-in.login")} dir="auto" autoComplete="username" required withAsterisk={false} value={given.login} onChange={set("login")} />
        <PasswordInput label={t("sign-in.password")} description={t("person.password.text")} autoComplete="new-password" required withAsterisk={false} value={given.password} visibilityToggleButtonProps={show} onChange={set("password")} />
        <PasswordInput label={t("person.again")} autoComplete="new-password" required withAsterisk={false} value={again} error={differs ? t("person.again.differs") : null} visibilityToggleButtonProps={show} onChange={(event) => { setAgain(event.currentTarget.value); }} />
        <Button type="submit" loading={make.isPending || signIn.isPending} disabled={differs} fullWidth>
          {t("first.go")}
        </Button>
      </Stack>
    </form>
  );
}
