import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "@/api/client";
import { type Preview, previewQuery, useJudgeAlike } from "@/core/cards";
import { takeFocus } from "@/core/focus";
import { useFormat } from "@/core/format";
import type { Judged } from "@/core/identity";
import { usePerson } from "@/core/session";
import { useWords } from "@/core/vocabulary";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { Dialog } from "@/parts/Dialog";
import { ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import classes from "./Review.module.css";

interface Props {
  identifiers: string[];
  onDecided: (judged: readonly Judged[]) => void;
  onClose: () => void;
  onBack?: () => void;
}

/** Before everything with one strong number is judged the same at once: each pair that would be decided by its names, what comes of them, what is left out
 * and why, in whose name, and the reason. Nothing is decided until a person says so, and then exactly what stands here. */
export function AlikeDialog({ identifiers, onDecided, onClose, onBack }: Props) {
  const { t } = useLocale();
  const person = usePerson();
  const shown = useQuery(previewQuery(identifiers));
  const judge = useJudgeAlike();
  const [reason, setReason] = useState("");
  const stale = judge.error instanceof ApiError && judge.error.code === "review-changed";
  const decide = () => {
    if (shown.data === undefined || judge.isPending || stale) return;
    judge.mutate({ identifiers, digest: shown.data.digest, reason: reason.trim() === "" ? t("review.reason.alike") : reason.trim() }, { onSuccess: (judged) => { onDecided(judged); onClose(); } });
  };
  return (
    <Dialog onClose={onClose} size="lg" title={t("review.alike")}>
      <form data-alike-ask onSubmit={(event) => { event.preventDefault(); decide(); }}>
        <Stack gap="sm">
          {shown.isPending && <Loading />}
          {shown.isError && <ErrorNote error={shown.error} />}
          {shown.data !== undefined && (
            <>
              <Listed shown={shown.data} />
              <Text size="sm">
                {t("review.bulk.by")}: <Data>{person.name}</Data>
              </Text>
              <TextInput ref={takeFocus} data-autofocus dir="auto" label={t("review.reason")} placeholder={t("review.reason.alike")} value={reason} maxLength={2000} onChange={(event) => { setReason(event.currentTarget.value); }} />
            </>
          )}
          {judge.isError && <ErrorNote error={judge.error} {...(stale ? { retry: () => { judge.reset(); void shown.refetch(); } } : {})} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onBack ?? onClose}>{t(onBack === undefined ? "dialog.cancel" : "review.bulk.back")}</Button>
            <Button type="submit" disabled={shown.data === undefined || stale} loading={judge.isPending}>{t("review.alike.decide")}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function Listed({ shown }: { shown: Preview }) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const said = (why: string, schema: string) => (why === "apart" ? t("review.bulk.apart") : words.propertyLabel(schema, why));
  return (
    <>
      <Text size="sm">{format.counted("review.alike.ask", shown.pairs.length)}</Text>
      <ul className={classes.listed} tabIndex={0} aria-label={t("review.bulk.pairs")}>
        {shown.pairs.map((pair) => (
          <li key={`${pair.left.id} ${pair.right.id}`} data-pair>
            <Text span size="sm"><PlainValue value={pair.left.caption} /> = <PlainValue value={pair.right.caption} /></Text>
          </li>
        ))}
      </ul>
      <Text size="sm" data-joined>{t("review.bulk.joined", { records: format.number(shown.records), things: format.number(shown.clusters.length) })}</Text>
      {shown.left_out.length > 0 && (
        <>
          <Text size="sm" fw={600}>{t("review.bulk.left-out")}</Text>
          <ul className={classes.listed} tabIndex={0} aria-label={t("review.bulk.left-out")}>
            {shown.left_out.map((pair) => (
              <li key={`${pair.left.id} ${pair.right.id}`}>
                <Text span size="sm"><PlainValue value={pair.left.caption} />{separator()}<PlainValue value={pair.right.caption} />: {said(pair.why, pair.left.schema)}</Text>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
