import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Navigate, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";

import { firstStartQuery } from "@/core/people";
import { useSignIn } from "@/core/session";
import { useLocale } from "@/i18n/LocaleContext";

import { inside } from "./addresses";
import { ErrorNote } from "@/parts/Notes";

/** Name and password. Afterwards the address that was asked for opens. */
export function SignIn() {
  const { t } = useLocale();
  const { next } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const signIn = useSignIn();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const first = useQuery(firstStartQuery);
  if (first.data !== undefined && first.data.kind !== "none") return <Navigate to="/first-start" replace />;
  return (
    <Paper withBorder p="xl" maw="26rem" mx="auto" mt="6vh">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate({ login, password }, { onSuccess: () => void navigate({ href: inside(next) ?? "/", replace: true }) });
        }}
      >
        <Stack>
          <div>
            <Title order={1}>{t("sign-in.title")}</Title>
            <Text c="dimmed" size="sm">
              {t("sign-in.text")}
            </Text>
          </div>
          {signIn.isError && <ErrorNote error={signIn.error} />}
          <TextInput label={t("sign-in.login")} dir="auto" autoComplete="username" autoFocus required withAsterisk={false} value={login} onChange={(event) => { setLogin(event.currentTarget.value); }} />
          <PasswordInput
            label={t("sign-in.password")}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            visibilityToggleButtonProps={{ "aria-label": t("sign-in.show") }}
            onChange={(event) => { setPassword(event.currentTarget.value); }}
          />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {t("sign-in.go")}
          </Button>
        </Stack>
      </form>
    </Paper>
  );
}
