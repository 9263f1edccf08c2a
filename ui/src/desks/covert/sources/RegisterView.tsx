import { Alert, Anchor, Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { usePerson } from "@/core/session";
import { Icon } from "@/design/Icon";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote, Loading } from "@/parts/Notes";

import { SecondCodes } from "../approvals/SecondCodes";
import { mineQuery, useRegister } from "../server";
import { useSay } from "../words";

const TEXTS = ["name", "born", "phone", "document"] as const;
const NOTHING = { name: "", born: "", phone: "", document: "", approached_at: "" };

/** Registering a source. What was typed is gone from the screen before the code is shown, alone and once. */
export function RegisterView() {
  const say = useSay();
  const found = useQuery(mineQuery);
  const register = useRegister();
  return (
    <Stack maw="60rem" mx="auto" data-register>
      <DeskHead title={say("register")} help={say("register.help")} />
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {register.data !== undefined ? (
        <Alert variant="default" icon={<Icon name={register.data.duplicate ? "clock" : "check"} />} title={say(register.data.duplicate ? "register.waits" : "register.done")} role="status" data-registered={register.data.state}>
          <Stack gap="sm">
            {register.data.duplicate ? <><Text size="sm">{say("register.waits.help")}</Text><SecondCodes /></> : (
              <>
                <Text size="xl" fw={600}><Code>{register.data.code}</Code></Text>
                <Text size="sm">{say("register.code.help")}</Text>
              </>
            )}
            <Group>
              <Button size="compact-md" variant="default" onClick={() => { register.reset(); }}>{say("register.another")}</Button>
              <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: "sources" }} {...props} />}>{say("sources")}</Anchor>
            </Group>
          </Stack>
        </Alert>
      ) : found.data !== undefined && <Form handlers={found.data.handlers} register={register} />}
    </Stack>
  );
}

function Form({ handlers, register }: { handlers: readonly { login: string; name: string }[]; register: ReturnType<typeof useRegister> }) {
  const say = useSay();
  const { login } = usePerson();
  const [typed, setTyped] = useState(NOTHING);
  const [handling, setHandling] = useState<readonly string[]>(handlers.some((one) => one.login === login) ? [login] : []);
  const put = (more: Partial<typeof typed>) => { setTyped((before) => ({ ...before, ...more })); };
  if (handlers.length === 0) return <Text>{say("register.closed")}</Text>;
  const { approached_at: met, ...words } = typed;
  return (
    <form autoComplete="off" onSubmit={(event) => { event.preventDefault(); register.mutate({ ...words, child: false, handlers: [...handling], ...(met === "" ? {} : { approached_at: met }) }); }}>
      <Stack>
        {TEXTS.map((name) => <TextInput key={name} data-field={name} label={say(`register.${name}`)} {...(name === "phone" ? {} : { description: say(`register.${name}.help`) })} dir="auto" required={name === "name"} minLength={name === "name" ? 2 : undefined} maxLength={name === "name" ? 300 : name === "document" ? 100 : name === "born" ? 40 : 60} value={typed[name]} onChange={(event) => { put({ [name]: event.currentTarget.value }); }} />)}
        <fieldset data-field="handlers" style={{ border: 0, padding: 0, margin: 0 }}>
          <legend style={{ fontSize: "var(--mantine-font-size-sm)", fontWeight: 500 }}>{say("register.handlers")}</legend>
          {handlers.map((one) => <Checkbox key={one.login} my={4} label={<Data>{one.name}</Data>} checked={handling.includes(one.login)} onChange={(event) => { const on = event.currentTarget.checked; setHandling((before) => (on ? [...before, one.login] : before.filter((other) => other !== one.login))); }} />)}
        </fieldset>
        <MomentField label={say("register.met")} description={say("register.met.help")} value={met} onValue={(approached_at) => { put({ approached_at }); }} />
        {register.isError && <ErrorNote error={register.error} />}
        <Group><Button type="submit" loading={register.isPending} disabled={handling.length === 0 || typed.name.trim().length < 2}>{say("register.do")}</Button></Group>
      </Stack>
    </form>
  );
}
