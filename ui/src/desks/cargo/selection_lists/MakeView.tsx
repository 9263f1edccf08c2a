import { Anchor, Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote, Loading } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { boardQuery, useMake } from "../server";
import { BOUNDS, type Capacity, capacityOf, keepCapacity, lastPost, shiftOf } from "./shift";
import { useSay } from "../words";

const NUMBERS = ["scans", "unloadings", "drawn", "each"] as const;

/** Makes the list of a shift from what arrived at a post on a day. */
export function MakeView({ search, go }: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const format = useFormat();
  const navigate = useNavigate();
  const board = useQuery(boardQuery({ post: "", mode: "", day: "", text: "", after: "" }, locale));
  const make = useMake();
  const [typed, setTyped] = useState<{ readonly post: string; readonly can: Capacity } | null>(null);
  const [seed] = useState(() => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 1) >>> 1);
  if (board.isPending) return <Loading />;
  if (board.isError) return <ErrorNote error={board.error} retry={() => void board.refetch()} />;
  const last = lastPost();
  const post = search["post"] ?? (last !== undefined && board.data.posts.includes(last) ? last : undefined) ?? board.data.posts[0] ?? "";
  const day = search["day"] ?? board.data.days[0] ?? "";
  const can = typed?.post === post ? typed.can : capacityOf(post);
  const start = () => {
    keepCapacity(post, can);
    make.mutate({ shift: shiftOf(post, day, seed, can), post, day }, { onSuccess: (told) => void navigate({ to: "/desks/$desk/$", params: { desk: "cargo", _splat: `list/${told.shift_list}` } }) });
  };
  return (
    <Stack maw="60rem" mx="auto">
      <DeskHead title={say("list.make")} help={say("list.make.help")} back={{ to: "arrivals", name: say("arrivals") }} />
      <form onSubmit={(event) => { event.preventDefault(); start(); }}>
      <Stack>
      <Group align="end">
        <NativeSelect label={say("post")} value={post} onChange={(event) => { go({ post: event.currentTarget.value }); }} data={board.data.posts.map((one) => ({ value: one, label: board.data.names[one] ?? one }))} />
        <NativeSelect label={say("day")} value={day} onChange={(event) => { go({ day: event.currentTarget.value }); }} data={board.data.days.map((value) => ({ value, label: format.date(value) }))} />
      </Group>
      <fieldset style={{ border: 0, padding: 0, margin: 0 }} data-capacity>
        <Text component="legend" fw={600} mb="xs">{say("capacity", { post: board.data.names[post] ?? post })}</Text>
        <Group align="start">
          {NUMBERS.map((name) => <NumberField key={`${post} ${name}`} label={say(`capacity.${name}`)} description={say(`capacity.${name}.help`)} required withAsterisk={false} value={String(can[name])} min={BOUNDS[name][0]} max={BOUNDS[name][1]} w="15rem" data-number={name} onValue={(text) => { if (text !== "") setTyped({ post, can: { ...can, [name]: Number(text) } }); }} />)}
        </Group>
      </fieldset>
      {make.isError && <ErrorNote error={make.error} />}
      <Group>
        <Button type="submit" loading={make.isPending} disabled={post === "" || day === ""}>{say("list.do")}</Button>
        <Text size="sm"><Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: "registers/lists" }} {...props} />}>{say("list.older")}</Anchor></Text>
      </Group>
      </Stack>
      </form>
    </Stack>
  );
}
