import { Button, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { knownDay } from "@/core/day";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { DateField } from "@/parts/DateField";
import { ErrorNote } from "@/parts/Notes";

import { type ListedPerson, useListPerson } from "../server";
import { useSay } from "../words";

const EMPTY = { person: "", spellings: "", birth: "", papers: "", listed_for: "", basis: "", owner: "", until: "" };
type Name = keyof typeof EMPTY;
/** What has to be given; of birth and documents one is enough, which their help says. */
const NEEDED: readonly Name[] = ["person", "basis", "owner", "until"];
const NAMES = Object.keys(EMPTY) as Name[];
const several = (text: string): string[] => text.split(/[,،;\n]+/).map((one) => one.trim()).filter((one) => one !== "");

/** One person on a watchlist by name, with basis and last day: what is wrong is said at its field, and afterwards what comes next. */
export function AddPersonView() {
  const say = useSay();
  const format = useFormat();
  const list = useListPerson();
  const [typed, setTyped] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<ListedPerson | null>(null);
  const put = (name: Name, value: string) => { list.reset(); setTyped((now) => ({ ...now, [name]: value })); };
  const born = knownDay(typed.birth);
  const wrong: Partial<Record<Name, string>> = {
    ...(typed.person.trim().length < 2 ? { person: say("person.wrong.person") } : {}),
    ...(born === null ? { birth: say("person.wrong.birth") } : born === "" && several(typed.papers).length === 0 ? { birth: say("person.wrong.thin") } : {}),
    ...(typed.basis.trim().length < 3 ? { basis: say("person.wrong.basis") } : {}),
    ...(typed.owner.trim() === "" ? { owner: say("person.wrong.owner") } : {}),
    ...(typed.until === "" ? { until: say("person.wrong.until") } : {}),
  };
  const send = (form: HTMLFormElement) => {
    setTried(true);
    setMade(null);
    const first = NAMES.find((name) => wrong[name] !== undefined);
    if (first !== undefined) {
      form.querySelector<HTMLElement>(`[data-field='${first}'] input, input[data-field='${first}']`)?.focus();
      return;
    }
    list.mutate({ ...typed, birth: born ?? "", spellings: several(typed.spellings), papers: several(typed.papers) }, { onSuccess: (told) => { setMade(told); setTyped(EMPTY); setTried(false); } });
  };
  const text = (name: Exclude<Name, "until">, help: string | null, maxLength: number, dir: "ltr" | "auto" = "auto") => (
    <TextInput key={name} data-field={name} label={say(`person.${name}`)} required={NEEDED.includes(name)} description={help} error={tried ? wrong[name] : undefined} value={typed[name]} dir={dir} maxLength={maxLength} onChange={(event) => { put(name, event.currentTarget.value); }} />
  );
  return (
    <Stack maw="60rem" mx="auto" data-add-person={list.isPending ? "busy" : "ready"}>
      <DeskHead title={say("person.add")} help={say("person.help")} back={{ to: "lists", name: say("lists") }} />
      <div role="status">{made !== null && <Text data-made={made.id}><DeskLink to="lists" search={{ list: made.id }}><Data>{made.name}</Data></DeskLink> {made.waits ? say("person.waits") : say("person.used", { compared: format.number(made.compared), fresh: format.number(made.fresh) })} {made.fresh > 0 && <DeskLink to="queue">{say("queue")}</DeskLink>}</Text>}</div>
      <form noValidate onSubmit={(event) => { event.preventDefault(); send(event.currentTarget); }}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            {text("person", say("person.person.help"), 100)}
            {text("spellings", say("person.several"), 400)}
            {text("birth", say("person.birth.help"), 30, "ltr")}
            {text("papers", say("person.several"), 300, "ltr")}
          </SimpleGrid>
          {text("listed_for", say("person.listed_for.help"), 300)}
          {text("basis", say("lists.basis.help"), 500)}
          {text("owner", null, 200)}
          <div data-field="until"><DateField label={say("person.until")} required value={typed.until} onValue={(day) => { put("until", day); }} />{tried && wrong.until !== undefined && <Text size="sm" c="red.9" data-wrong="until">{wrong.until}</Text>}</div>
          {list.isError && <ErrorNote error={list.error} />}
          <Button type="submit" w="fit-content" loading={list.isPending}>{say("person.add")}</Button>
        </Stack>
      </form>
    </Stack>
  );
}
