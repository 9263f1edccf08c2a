import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { alikeQuery, type Judged, useJudgeAlike } from "@/core/identity";
import { useLocale } from "@/i18n/LocaleContext";

import { PlainValue } from "../parts/Value";
import { ErrorNote, Loading } from "../parts/Told";

interface Props {
  identifier: string;
  onDecided: (judged: readonly Judged[]) => void;
  onClose: () => void;
}

/** Before everything with one number is judged the same at once: each pair that would be decided by its names, and the reason. Nothing is decided until a person says so. */
export function AlikeDialog({ identifier, onDecided, onClose }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const pairs = useQuery(alikeQuery(identifier));
  const judge = useJudgeAlike();
  const [reason, setReason] = useState("");
  const decide = () => { judge.mutate({ identifier, reason: reason.trim() === "" ? t("review.reason.alike") : reason.trim() }, { onSuccess: (judged) => { onDecided(judged); onClose(); } }); };
  return (
    <Modal opened onClose={onClose} title={t("review.alike")} closeButtonProps={{ "aria-label": t("dialog.close") }}>
      <form data-alike-ask onSubmit={(event) => { event.preventDefault(); decide(); }}>
        <Stack gap="sm">
          {pairs.isPending && <Loading />}
          {pairs.isError && <ErrorNote error={pairs.error} />}
          {pairs.data !== undefined && (
            <>
              <Text size="sm">{format.counted("review.alike.ask", pairs.data.length)}</Text>
              <ul style={{ margin: 0, paddingInlineStart: "1.2em", maxHeight: "40vh", overflowY: "auto" }}>
                {pairs.data.map((pair) => (
                  <li key={`${pair.left.id} ${pair.right.id}`}>
                    <Text span size="sm"><PlainValue value={pair.left.caption} /> = <PlainValue value={pair.right.caption} /></Text>
                  </li>
                ))}
              </ul>
              <TextInput dir="auto" label={t("review.reason")} placeholder={t("review.reason.alike")} value={reason} maxLength={2000} onChange={(event) => { setReason(event.currentTarget.value); }} />
            </>
          )}
          {judge.isError && <ErrorNote error={judge.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t("dialog.cancel")}</Button>
            <Button type="submit" disabled={pairs.data === undefined} loading={judge.isPending}>{t("review.alike.decide")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
