import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { type Judgement, possibleQuery, useSplit, useUndo, whyQuery } from "@/core/identity";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import { type Fragment, FragmentLine } from "../review/FragmentLine";
import { JudgementLine } from "../review/JudgementLine";
import classes from "../review/Review.module.css";

/** Why is this one entity? Its fragments as a tree of decisions, each of which can be taken back, and what else was decided. */
export function WhyOne({ id }: { id: string }) {
  const { t } = useLocale();
  const why = useQuery(whyQuery(id));
  const split = useSplit();
  const undo = useUndo();
  if (why.isPending) return <Loading />;
  if (why.isError) return <ErrorNote error={why.error} retry={() => void why.refetch()} />;
  const found = why.data;
  const names = new Map(found.things.map((head) => [head.id, head.caption]));
  const root = found.fragments.find((item) => item.parent === null);
  const busy = split.isPending || undo.isPending;
  const listed = (title: string, items: readonly Judgement[]) =>
    items.length > 0 && (
      <section>
        <Text component="h2" fw={600} size="sm" m={0}>
          {title}
        </Text>
        <ul className={classes.plain}>
          {items.map((item) => (
            <li key={item.id}>
              <Group gap="xs">
                <Text span size="sm">
                  <PlainValue value={names.get(item.left) ?? item.left.slice(0, 8)} />{separator()}<PlainValue value={names.get(item.right) ?? item.right.slice(0, 8)} />
                </Text>
                <JudgementLine judgement={item} />
              </Group>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <Stack gap="md">
      <Text size="sm">{found.fragments.length > 1 ? t("identity.explained") : t("identity.alone")}</Text>
      {(split.error ?? undo.error) !== null && <ErrorNote error={split.error ?? undo.error} />}
      {root !== undefined && found.fragments.length > 1 && (
        <ul className={classes.tree} aria-label={t("identity.tree")}>
          <Branch fragment={root} all={found.fragments} busy={busy} onSplit={(fragment) => { split.mutate({ id: fragment, reason: t("identity.split.reason") }); }} onUndo={(judgement) => { undo.mutate({ id: judgement, reason: t("review.reason.undo") }); }} />
        </ul>
      )}
      {listed(t("identity.further"), found.further)}
      {listed(t("identity.apart"), found.apart)}
      {listed(t("review.contradiction"), found.contradictions.flatMap((item) => [item.same, ...item.against]))}
      {listed(t("identity.past"), found.past)}
    </Stack>
  );
}

interface BranchProps {
  fragment: Fragment;
  all: readonly Fragment[];
  busy: boolean;
  onSplit: (fragment: string) => void;
  onUndo: (judgement: string) => void;
}

function Branch({ fragment, all, busy, onSplit, onUndo }: BranchProps) {
  const below = all.filter((item) => item.parent === fragment.id);
  return (
    <li className={classes.fragment}>
      <FragmentLine fragment={fragment} busy={busy} onSplit={onSplit} onUndo={onUndo} />
      {below.length > 0 && (
        <ul className={classes.tree}>
          {below.map((item) => (
            <Branch key={item.id} fragment={item} all={all} busy={busy} onSplit={onSplit} onUndo={onUndo} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** What may be the same and nobody has decided about. */
export function PossibleSame({ id }: { id: string }) {
  const { t } = useLocale();
  const found = useQuery(possibleQuery(id));
  const few = (found.data ?? []).slice(0, 3);
  if (few.length === 0) return null;
  return (
    <div className={classes.hint} role="note">
      <Text size="sm" span fw={600}>
        {t("identity.possible")}
      </Text>{" "}
      {few.map((item) => {
        const other = item.left.id === id ? item.right : item.left;
        return (
          <Link key={other.id} to="/review" search={{ left: item.left_fragment, right: item.right_fragment }} className={classes.other}>
            <PlainValue value={other.caption} />
          </Link>
        );
      })}
    </div>
  );
}
