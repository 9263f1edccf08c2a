import { Alert, Anchor, Button, NativeSelect, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { Data } from "@/design/Text";
import { DeskLink } from "@/desks/kit/DeskLink";
import { DateField } from "@/parts/DateField";
import { BESIDE } from "@/i18n/separator";
import { ErrorNote } from "@/parts/Notes";

import { type Screened, type TableTerms, useTable } from "../server";
import { useSay } from "../words";

type Meaning = Screened["columns"][number]["means"];
/** What a column of such a table may say, in the order in which it is asked. */
const MEANINGS: readonly Meaning[] = ["name", "native", "surname", "given", "document", "document_type", "issuer", "expires", "born", "nationality", "sex", "flight", "day", "origin", "destination", "seat", "locator"];

/** What came of a table, and what was said of it. */
export type OnCame = (came: Screened, said: TableTerms) => void;

/** What is said of days that read both ways. */
const ORDERS = ["day-first", "month-first", "not-known"] as const;

/** What a table of passengers does not say of itself: which column is which, the flight and the day of all rows. Nothing was imported yet. */
export function TableQuestions({ source, came, onCame }: { source: string; came: Screened; onCame: OnCame }) {
  const say = useSay();
  const send = useTable(source);
  const found = Object.fromEntries(came.columns.map((one) => [one.means, one.header]));
  const [columns, setColumns] = useState<Partial<Record<Meaning, string>>>(found);
  const [flight, setFlight] = useState("");
  const [day, setDay] = useState("");
  const [order, setOrder] = useState<(typeof ORDERS)[number] | "">("");
  const put = (meaning: Meaning, header: string) => { setColumns((now) => ({ ...now, [meaning]: header })); };
  const of = (meaning: Meaning) => columns[meaning] ?? "";
  const nobody = of("name") === "" && of("surname") === "" && of("document") === "";
  const ask = () => {
    const said = MEANINGS.filter((one) => of(one) !== (found[one] ?? "")).map((one) => `${one}=${of(one)}`);
    const terms = { columns: said, flight, day: day || null, order };
    send.mutate(terms, { onSuccess: (found) => { onCame(found, terms); } });
  };
  return (
    <Alert variant="default" title={say("table.asked")} data-what="table">
      <form onSubmit={(event) => { event.preventDefault(); ask(); }}>
        <Stack gap="sm">
          <Text size="sm">{say("table.lacks", { lacks: came.lacks.map((one) => say(`table.means.${one}`)).join(BESIDE) })}</Text>
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
            {MEANINGS.map((one) => (
              <NativeSelect key={one} label={say(`table.means.${one}`)} value={of(one)} required={one === "name" && nobody} data={[{ value: "", label: say("table.no-column") }, ...came.headers.map((header) => ({ value: header, label: header }))]} onChange={(event) => { put(one, event.currentTarget.value); }} data-means={one} />
            ))}
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
            {of("flight") === "" && <TextInput label={say("table.flight")} description={say("table.flight.help")} required dir="ltr" maxLength={10} pattern="\s*([A-Za-z]{3}|[A-Za-z0-9]{2}) ?[0-9]{1,4}[A-Za-z]?\s*" value={flight} onChange={(event) => { setFlight(event.currentTarget.value); }} data-flight />}
            {came.lacks.includes("order") && <NativeSelect label={say("table.order")} description={say("table.order.help")} required value={order} data={[{ value: "", label: say("table.order.choose") }, ...ORDERS.map((one) => ({ value: one, label: say(`table.order.${one}`) }))]} onChange={(event) => { setOrder(ORDERS.find((one) => one === event.currentTarget.value) ?? ""); }} data-order />}
            {of("day") === "" && <DateField label={say("table.day")} description={say("table.day.help")} required value={day} onValue={setDay} data-day />}
          </SimpleGrid>
          {send.isError && <ErrorNote error={send.error} />}
          <Button type="submit" w="fit-content" loading={send.isPending}>{say("table.import")}</Button>
          <Text size="sm" c="dimmed">{say("table.else")} <Anchor renderRoot={(props) => <Link to="/deposit" {...props} />}>{say("import.deposit")}</Anchor> – <DeskLink to="lists/add">{say("lists.add")}</DeskLink></Text>
        </Stack>
      </form>
    </Alert>
  );
}

/** What the columns of an imported table were read as, and those that were not read: somebody says what they are, and the list is read again. */
export function TableRead({ source, came, said, onCame }: { source: string; came: Screened; said: TableTerms; onCame: OnCame }) {
  const say = useSay();
  const send = useTable(source);
  const [meant, setMeant] = useState<Readonly<Record<string, Meaning | "">>>({});
  const taken = new Set([...came.columns.map((one) => one.means), ...Object.values(meant)]);
  const told = Object.entries(meant).flatMap(([header, means]) => (means === "" ? [] : [`${means}=${header}`]));
  const again = () => {
    const terms = { ...said, columns: [...said.columns, ...told] };
    send.mutate(terms, { onSuccess: (found) => { setMeant({}); onCame(found, terms); } });
  };
  return (
    <div data-columns>
      <Text size="sm">{say("table.read")} {came.columns.map((one, at) => <span key={one.means}>{at > 0 && BESIDE}{say(`table.means.${one.means}`)}: <Data>{one.header}</Data></span>)}</Text>
      {came.unused.length > 0 && (
        <Stack gap="xs" data-unused>
          <Text size="sm">{say("table.unread")}</Text>
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
            {came.unused.map((header) => (
              <NativeSelect key={header} label={<Data>{header}</Data>} aria-label={`${say("table.what")} ${header}`} description={say("table.what")} value={meant[header] ?? ""} data={[{ value: "", label: say("table.unneeded") }, ...MEANINGS.filter((one) => one === meant[header] || !taken.has(one)).map((one) => ({ value: one, label: say(`table.means.${one}`) }))]} onChange={(event) => { setMeant({ ...meant, [header]: MEANINGS.find((one) => one === event.currentTarget.value) ?? "" }); }} data-column={header} />
            ))}
          </SimpleGrid>
          {send.isError && <ErrorNote error={send.error} />}
          {told.length > 0 && <Button w="fit-content" variant="default" loading={send.isPending} onClick={again} data-again>{say("table.again")}</Button>}
        </Stack>
      )}
    </div>
  );
}
