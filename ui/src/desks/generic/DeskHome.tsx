import { Alert, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useOpenDesks } from "@/core/desks/open";
import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { commonInboxQuery } from "@/core/inbox";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { DeskLink } from "@/desks/kit/DeskLink";
import { useLocale } from "@/i18n/LocaleContext";
import { DeskButtons } from "@/parts/DeskButtons";
import due from "@/parts/Due.module.css";
import { DueLines } from "@/parts/DueLines";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import { useSay } from "./words";

/** What has to be done at a desk now, and what is done there most. Its screens are in the side bar, its registers and other actions behind Records. */
export function DeskHome({ desk: name }: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const format = useFormat();
  const { data } = useOpenDesks();
  const inbox = useQuery(commonInboxQuery(locale));
  const open = data?.find((item) => item.desk.name === name);
  if (open === undefined) return <Loading />;
  const { desk } = open;
  const lines = inbox.data?.items.filter((one) => one.desk === name) ?? [];
  const count = inbox.data?.counts[name] ?? lines.length;
  return (
    <Stack maw="70rem" mx="auto" data-desk={name}>
      <div>
        <Title order={1}><Data>{desk.title}</Data></Title>
        <Text c="dimmed"><Data>{desk.help}</Data></Text>
      </div>
      {desk.mistake !== "" && <Alert variant="default" icon={<Icon name="warning" />} title={desk.mistake} />}
      <DeskButtons desk={name} />
      {inbox.isPending && <Loading />}
      {inbox.isError && <ErrorNote error={inbox.error} retry={() => void inbox.refetch()} />}
      {inbox.data !== undefined && lines.length === 0 && <Empty title={say("home.none")} />}
      {lines.length > 0 && (
        <section aria-labelledby="desk-due" className={due["panel"]}>
          <Title order={2} id="desk-due" data-count={count}>{say("inbox")} <Text span inherit c="dimmed">{format.number(count)}</Text></Title>
          {lines.length < count && <Text size="sm">{say("home.shown", { n: format.number(lines.length), of: format.number(count) })}</Text>}
          <ul className={due["list"]}><DueLines lines={lines} named={false} /></ul>
        </section>
      )}
      {desk.inbox && <DeskLink to="inbox">{say("home.later")}</DeskLink>}
    </Stack>
  );
}
