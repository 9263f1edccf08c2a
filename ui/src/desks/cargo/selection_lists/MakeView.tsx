import { Anchor, Button, Group, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote, Loading } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { boardQuery, useMake } from "../server";
import { handsOf, shiftOf, withMinutes } from "./shift";
import { called, useSay } from "../words";

/** Makes the list of a shift from what arrived at a post on a day. */
export function MakeView({ search, go }: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const navigate = useNavigate();
  const board = useQuery(boardQuery({ post: "", mode: "", day: "", text: "", after: "" }, locale));
  const make = useMake();
  const [typed, setTyped] = useState<string | null>(null);
  const [seed] = useState(() => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 1) >>> 1);
  if (board.isPending) return <Loading />;
  if (board.isError) return <ErrorNote error={board.error} retry={() => void board.refetch()} />;
  const post = search["post"] ?? board.data.posts[0] ?? "";
  const day = search["day"] ?? board.data.days[0] ?? "";
  const shift = typed ?? shiftOf(post, day, seed);
  const start = () => {
    make.mutate({ shift, post, day }, { onSuccess: (told) => void navigate({ to: "/desks/$desk/$", params: { desk: "cargo", _splat: `list/${told.shift_list}` } }) });
  };
  return (
    <Stack maw="60rem" mx="auto">
      <DeskHead title={say("list.make")} help={say("list.make.help")} back={{ to: "arrivals", name: say("arrivals") }} />
      <Group align="end">
        <NativeSelect label={say("post")} value={post} onChange={(event) => { go({ post: event.currentTarget.value }); }} data={board.data.posts} />
        <NativeSelect label={say("day")} value={day} onChange={(event) => { go({ day: event.currentTarget.value }); }} data={board.data.days} />
        {handsOf(shift).map(([hand, minutes]) => <NumberField key={hand} label={say("hand.minutes", { hand: called(say, `hand.${hand}`) })} value={String(minutes)} min={0} max={100_000} maw="11rem" data-minutes={hand} onValue={(typed) => { if (typed !== "") setTyped(withMinutes(shift, hand, Number(typed))); }} />)}
      </Group>
      <Textarea label={say("shift")} description={say("shift.help")} value={shift} onChange={(event) => { setTyped(event.currentTarget.value); }} autosize minRows={14} dir="ltr" styles={{ input: { fontFamily: "monospace" } }} />
      {make.isError && <ErrorNote error={make.error} />}
      <Group>
        <Button onClick={start} loading={make.isPending} disabled={post === "" || day === ""}>{say("list.do")}</Button>
        <Text size="sm"><Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: "registers/lists" }} {...props} />}>{say("list.older")}</Anchor></Text>
      </Group>
    </Stack>
  );
}
