import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { compartmentMembersQuery, compartmentsQuery, useCompartmentMember, useOpenCompartment } from "@/core/casework";
import { usePerson } from "@/core/session";
import { isolated } from "@/design/direction";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { Dialog } from "@/parts/Dialog";
import { ErrorNote, Loading } from "@/parts/Notes";

import { MemberTable } from "./MemberTable";

/** The compartments that one is inside, and who else is; a supervisor opens more. Nobody is shown one that they are not inside. */
export function Compartments() {
  const { t } = useLocale();
  const person = usePerson();
  const found = useQuery(compartmentsQuery);
  const [opening, setOpening] = useState(false);
  const [made, setMade] = useState("");
  const may = person.roles.includes("supervisor");
  if (found.data?.length === 0 && !may) return null;
  return (
    <section data-compartments>
      <Group justify="space-between" align="end">
        <div>
          <Title order={2}>{t("compartments.title")}</Title>
          <Text size="sm" c="dimmed">{t("compartments.text")}</Text>
        </div>
        {may && <Button variant="default" onClick={() => { setOpening(true); }}>{t("compartments.open")}</Button>}
      </Group>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {made !== "" && <Text role="status" mt="sm">{t("compartments.opened", { name: isolated(made) })}</Text>}
      {found.data?.length === 0 && <Text mt="sm">{t("compartments.none")}</Text>}
      {found.data?.map((one) => <Compartment key={one.name} name={one.name} title={one.title} />)}
      {opening && <Opening onDone={(title) => { setMade(title); setOpening(false); }} onClose={() => { setOpening(false); }} />}
    </section>
  );
}

/** One compartment; who is inside is asked for when it is unfolded. */
function Compartment({ name, title }: { name: string; title: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details data-compartment={name} style={{ marginBlockStart: "0.8rem" }} onToggle={(event) => { setOpen(event.currentTarget.open); }}>
      <summary><Data>{title}</Data> <Code>{name}</Code></summary>
      {open && <Inside name={name} title={title} />}
    </details>
  );
}

function Inside({ name, title }: { name: string; title: string }) {
  return <MemberTable of="compartment" title={title} query={compartmentMembersQuery(name)} change={useCompartmentMember(name)} />;
}

function Opening({ onDone, onClose }: { onDone: (title: string) => void; onClose: () => void }) {
  const { t } = useLocale();
  const open = useOpenCompartment();
  const [title, setTitle] = useState("");
  const [name, setName] = useState("");
  return (
    <Dialog onClose={onClose} title={t("compartments.open")}>
      <form onSubmit={(event) => { event.preventDefault(); open.mutate({ name: name.trim(), title: title.trim() }, { onSuccess: () => { onDone(title.trim()); } }); }}>
        <Stack>
          {open.isError && <ErrorNote error={open.error} />}
          <TextInput label={t("compartments.name")} dir="auto" data-autofocus required withAsterisk={false} maxLength={300} value={title} onChange={(event) => { setTitle(event.currentTarget.value); }} />
          <TextInput label={t("compartments.short")} description={t("compartments.short.help")} dir="auto" autoComplete="off" required withAsterisk={false} maxLength={100} value={name} onChange={(event) => { setName(event.currentTarget.value); }} />
          <Button type="submit" loading={open.isPending} disabled={title.trim() === "" || name.trim() === ""}>{t("compartments.open")}</Button>
        </Stack>
      </form>
    </Dialog>
  );
}
