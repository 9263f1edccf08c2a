import { Button, Group, Kbd, Paper, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import { ErrorNote } from "@/parts/Notes";

import { offered } from "./decide";
import { PrintSheet } from "./PrintSheet";
import { type Hit, KIND, standsQuery, useDecide } from "../server";
import { called, useSay } from "../words";

/** What can be done with a hit, with the reason, and what was done; a referral needs a second person, which the server holds to. */
export function Decision({ hit, step, onStep, onDone }: { hit: Hit; step: string; onStep: (step: string) => void; onDone: (step: string) => void }) {
  const say = useSay();
  const format = useFormat();
  const { locale } = useLocale();
  const found = useQuery(standsQuery(KIND, hit.id, locale));
  const decide = useDecide();
  const [reason, setReason] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const stands = found.data?.stands ?? null;
  const papers = found.data?.prints ?? [];
  const { ways, refused } = offered(hit, stands?.may ?? []);
  const chosen = ways.find((one) => one.step === step);
  const go = (wanted: string) => {
    if (stands === null || decide.isPending) return;
    // said by the promise: a hit that was decided has left the queue by then
    void decide.mutateAsync({ id: hit.id, state: hit.state, seen: stands.sha256, step: wanted, reason: reason.trim() }).then(() => { setReason(""); onStep(""); onDone(wanted); }, () => undefined);
  };
  const ready = stands !== null;
  const at_once = useRef(go);
  at_once.current = go;
  useEffect(() => {
    if (chosen === undefined || !ready) return;
    if (chosen.reason) field.current?.focus();
    else at_once.current(chosen.step);
  }, [chosen, ready]);
  return (
    <Paper withBorder p="sm" data-decide={hit.state}>
      <Stack gap="xs">
        <Group gap="xs" role="toolbar" aria-label={say("decide")}>
          {ways.map((one) => (
            <Button key={one.step} size="compact-sm" variant={one.step === step ? "filled" : "default"} disabled={!ready || decide.isPending} aria-keyshortcuts={one.sign} data-way={one.step} rightSection={<Kbd size="xs">{one.sign.toUpperCase()}</Kbd>} onClick={() => { onStep(one.step); }}>
              {called(say, `step.${one.step}`)}
            </Button>
          ))}
        </Group>
        {refused.map((one) => <Text key={one} size="sm" c="dimmed" data-refused><Data>{format.sentence(one)}</Data></Text>)}
        {papers.length > 0 && <PrintSheet hit={hit.id} />}
        {chosen?.reason === true && (
          <form onSubmit={(event) => { event.preventDefault(); if (reason.trim() !== "") go(chosen.step); }}>
            <Textarea
              ref={field} label={say("reason")} description={say("reason.help")} dir="auto" autosize minRows={1} required withAsterisk={false} maxLength={4000} value={reason} data-reason
              onChange={(event) => { setReason(event.currentTarget.value); }}
              onKeyDown={(event) => {
                if (event.key === "Escape") { event.preventDefault(); onStep(""); }
                if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); event.currentTarget.form?.requestSubmit(); }
              }}
            />
            <Group gap="xs" mt="xs">
              <Button type="submit" size="compact-sm" loading={decide.isPending}>{called(say, `step.${chosen.step}`)}</Button>
              <Button size="compact-sm" variant="subtle" onClick={() => { onStep(""); }}>{say("leave")}</Button>
            </Group>
          </form>
        )}
        {decide.isError && <ErrorNote error={decide.error} />}
        {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
        {stands !== null && stands.steps.length > 0 && (
          <section aria-label={say("steps")} data-steps={stands.steps.length}>
            {stands.steps.map((one, at) => <Text key={at} size="sm"><Data>{one.label}</Data>{BESIDE}<Data>{one.by}</Data>{BESIDE}{format.date(`${one.at.slice(0, 16)}Z`)}{one.reason !== "" && <>{BESIDE}<Data>{one.reason}</Data></>}</Text>)}
          </section>
        )}
      </Stack>
    </Paper>
  );
}
