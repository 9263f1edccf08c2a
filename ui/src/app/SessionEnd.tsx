import { Button, Group, Modal, Paper, PasswordInput, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { keepProof, PROOF } from "@/api/client";
import { askAgain, whenSessionEnds } from "@/api/sessionEnd";
import { useFormat } from "@/core/format";
import { type Person, sessionQuery, usePerson, useSignInAgain, whoIsSignedIn } from "@/core/session";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote } from "@/parts/Notes";

import classes from "./SessionEnd.module.css";
import { useMinutesLeft } from "./useMinutesLeft";

/** A whole new page: nothing that this person read or typed is left in the memory of the browser. */
const freshPage = () => { window.location.replace("/sign-in"); };

/** Warns before the session ends, and when it has ended asks the same person for the password over the page, which stays as it is: what was typed is still there, and what was refused is sent again. */
export function SessionEnd({ leave = freshPage }: { leave?: () => void }) {
  const person = usePerson();
  const [ended, setEnded] = useState(false);
  const answer = useRef<((again: boolean) => void) | null>(null);
  const queries = useQueryClient();
  const left = useMinutesLeft(person.idle_minutes);
  useEffect(() => whenSessionEnds(() => new Promise<boolean>((resolve) => {
    answer.current = resolve;
    setEnded(true);
  })), []);
  useEffect(() => { if (left === 0) void askAgain(); }, [left]);
  const away = () => {
    keepProof("");
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, null); // what asks before it is left is taken away first
    window.setTimeout(leave);
  };
  const on = () => {
    setEnded(false);
    answer.current?.(true);
  };
  useOtherTab(person, on, away);
  if (ended) return <AskPassword person={person} onSignedIn={on} onLeave={away} />;
  return left !== null && left > 0 ? <Warning minutes={left} /> : null;
}

/** Another tab of this browser has signed somebody in: the same person goes on here too, another one finds nothing. */
function useOtherTab(person: Person, same: () => void, other: () => void): void {
  const acts = useRef({ same, other });
  useEffect(() => { acts.current = { same, other }; });
  useEffect(() => {
    const changed = ({ key, newValue }: StorageEvent) => {
      if (key !== PROOF || newValue === null) return;
      void whoIsSignedIn().then((now) => {
        if (now === null) return;
        if (now.id === person.id) acts.current.same();
        else acts.current.other();
      });
    };
    window.addEventListener("storage", changed);
    return () => { window.removeEventListener("storage", changed); };
  }, [person.id]);
}

function AskPassword({ person, onSignedIn, onLeave }: { person: Person; onSignedIn: () => void; onLeave: () => void }) {
  const { t } = useLocale();
  const signIn = useSignInAgain();
  const [password, setPassword] = useState("");
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} title={t("session.ended")} overlayProps={{ backgroundOpacity: 1, color: "var(--mantine-color-body)" }} zIndex={1000} transitionProps={{ duration: 0 }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate({ login: person.login, password }, { onSuccess: onSignedIn });
        }}
      >
        <Stack data-session-ended>
          <Text size="sm">{t("session.ended.text")}</Text>
          {signIn.isError && <ErrorNote error={signIn.error} />}
          <PasswordInput
            label={t("session.password", { name: person.name })}
            autoComplete="current-password"
            data-autofocus
            required
            withAsterisk={false}
            value={password}
            visibilityToggleButtonProps={{ "aria-label": t("sign-in.show") }}
            onChange={(event) => { setPassword(event.currentTarget.value); }}
          />
          <Group>
            <Button type="submit" loading={signIn.isPending}>{t("session.go-on")}</Button>
            <Button variant="default" onClick={onLeave}>{t("session.other")}</Button>
          </Group>
          <Text size="sm" c="dimmed">{t("session.other.text")}</Text>
        </Stack>
      </form>
    </Modal>
  );
}

function Warning({ minutes }: { minutes: number }) {
  const { t } = useLocale();
  const format = useFormat();
  return (
    <Paper withBorder shadow="md" p="md" className={classes["warning"] ?? ""} role="alert" data-session-ends>
      <Stack gap="xs" align="flex-start">
        <Text fw={600}>{format.counted("session.ends", minutes)}</Text>
        <Text size="sm">{t("session.ends.text")}</Text>
        <Button size="xs" onClick={() => void whoIsSignedIn().then((now) => (now === null ? askAgain() : undefined))}>{t("session.stay")}</Button>
      </Stack>
    </Paper>
  );
}
