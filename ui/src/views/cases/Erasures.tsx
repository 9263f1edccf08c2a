import { Button, Group, Modal, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { type Erasure, erasuresQuery, useDecideErasure } from "@/core/erasures";
import { useFormat } from "@/core/format";
import { usePerson } from "@/core/session";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { ErrorNote } from "@/parts/Notes";
import { Rows } from "@/parts/Rows";

/** Orders to erase documents of a case: how far each is, who asked and approved, and what this person may do about it. */
export function Erasures({ caseId }: { caseId: string }) {
  const { t } = useLocale();
  const found = useQuery(erasuresQuery);
  const own = (found.data ?? []).filter((item) => item.case === caseId);
  if (found.isError) return <ErrorNote error={found.error} />;
  if (own.length === 0) return null;
  return (
    <section data-erasures>
      <Title order={2}>{t("decisions.erasures")}</Title>
      <Rows label={t("decisions.erasures")} columns={[t("sources.name"), t("erasure.order"), t("erasure.state"), t("erasure.requested"), t("erasure.approved"), t("person.acts")]}>
        {own.map((item) => <Line key={`${item.source} ${item.requested_at}`} item={item} />)}
      </Rows>
    </section>
  );
}

function Line({ item }: { item: Erasure }) {
  const { t } = useLocale();
  const format = useFormat();
  const person = usePerson();
  const decide = useDecideErasure(item.source);
  const [asking, setAsking] = useState(false);
  const when = (name: string, at: string) => (at === "" ? <td /> : <td><Data>{name}</Data>{separator()}{format.date(`${at.slice(0, 16)}Z`)}</td>);
  const open = item.state === "pending" && person.roles.includes("supervisor");
  return (
    <tr data-erasure={item.state}>
      <th scope="row">{item.name === "" ? <Text size="sm" c="dimmed">{t("erasure.nameless")}</Text> : <Data>{item.name}</Data>}</th>
      <td><Data>{item.order}</Data></td>
      <td>{t(`erasure.state.${item.state}`)}</td>
      {when(item.requested_by_name, item.requested_at)}
      {when(item.approved_by_name, item.approved_at)}
      <td>
        {open && (
          <Group gap="xs">
            {item.mine ? <Text size="sm">{t("erasure.other")}</Text> : <Button size="compact-sm" onClick={() => { setAsking(true); }}>{t("erasure.approve")}</Button>}
            <Button size="compact-sm" variant="default" loading={decide.isPending && decide.variables === "withdraw"} onClick={() => { decide.mutate("withdraw"); }}>{t("erasure.withdraw")}</Button>
          </Group>
        )}
        {decide.isError && <ErrorNote error={decide.error} />}
        <Modal opened={asking} onClose={() => { setAsking(false); }} title={t("erasure.approve")} closeButtonProps={{ "aria-label": t("dialog.close") }}>
          <Stack>
            <Text size="sm">{t("erasure.approve.text", { name: item.name, order: item.order })}</Text>
            <Group justify="flex-end">
              <Button variant="default" data-autofocus onClick={() => { setAsking(false); }}>{t("dialog.cancel")}</Button>
              <Button color="red" loading={decide.isPending} onClick={() => { decide.mutate("approve", { onSettled: () => { setAsking(false); } }); }}>{t("erasure.approve")}</Button>
            </Group>
          </Stack>
        </Modal>
      </td>
    </tr>
  );
}
