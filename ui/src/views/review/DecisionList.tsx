import { Anchor, Checkbox, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { downloadAddress } from "@/api/client";
import { decisionsAddress, decisionsQuery } from "@/core/cards";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import { JudgementLine } from "./JudgementLine";
import classes from "./Review.module.css";

/** What was decided about identity, the latest first, and the same as a table to take away. */
export function DecisionList() {
  const { t } = useLocale();
  const format = useFormat();
  const [mine, setMine] = useState(false);
  const found = useQuery(decisionsQuery(mine));
  const save = useMutation({ mutationFn: downloadAddress });
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t("review.decisions")}</Title>
        <Group gap="md">
          <Anchor component={Link} to="/review" size="sm">{t("review.queue")}</Anchor>
          <Anchor component="button" type="button" size="sm" onClick={() => { save.mutate(decisionsAddress(mine)); }}>{t("review.decisions.csv")}</Anchor>
        </Group>
      </Group>
      <Checkbox label={t("review.decisions.mine")} checked={mine} onChange={(event) => { setMine(event.currentTarget.checked); }} />
      {save.isError && <ErrorNote error={save.error} />}
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data?.total === 0 && <Empty title={t("review.decisions.none")} />}
      {found.data !== undefined && found.data.total > found.data.items.length && <Text size="sm">{t("review.decisions.first", { n: format.number(found.data.items.length), total: format.number(found.data.total) })}</Text>}
      <ul className={classes.plain} aria-label={t("review.decisions")}>
        {(found.data?.items ?? []).map((item) => (
          <li key={item.id} className={classes.fragment}>
            <Anchor component={Link} to={`/entities/${item.left}?tab=identity`} size="sm"><PlainValue value={item.left_name} /></Anchor>
            {separator()}
            <Anchor component={Link} to={`/entities/${item.right}?tab=identity`} size="sm"><PlainValue value={item.right_name} /></Anchor>
            <br />
            <JudgementLine judgement={item} />
            {!item.standing && <Text span size="xs" c="dimmed">{separator()}{t("review.decisions.gone")}</Text>}
          </li>
        ))}
      </ul>
    </Stack>
  );
}
