import { Anchor, Button, Group, NativeSelect, Stack, Text, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { Dialog } from "@/parts/Dialog";
import { Done } from "@/parts/Done";
import table from "@/parts/Table.module.css";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import classes from "../Covert.module.css";
import { type AwaitedPayment, decisionsQuery, type SecondCode, useApprove, useCash, useDecideSecondCode, useDecline } from "../server";
import { useSay } from "../words";
import { BESIDE } from "@/i18n/separator";
import { ApplicationDecision, OwnApplications } from "./Applications";
import { PaymentStands } from "./PaymentStands";
import { SourceDecision } from "./SourceDecision";

interface Witness { readonly login: string; readonly name: string }

/** What was just decided, so that it is said. */
interface Decided { readonly act: "approve" | "decline" | "cash"; readonly payment: AwaitedPayment }

/** What was decided on an application or a source, so that it is said. */
interface Settled { readonly what: "granted" | "refused" | "authorised" | "source-refused" | "second-granted" | "second-refused"; readonly number: string; readonly until?: string }

/** What waits for the person's decision: applications, sources, payments and second codes. Who asked is offered no button. */
export function DecisionsView() {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(decisionsQuery);
  // one sentence at a time: that of the last decision
  const [last, setLast] = useState<{ readonly done?: Decided; readonly settled?: Settled }>({});
  const { done, settled } = last;
  const setDone = (decided: Decided) => { setLast({ done: decided }); };
  const setSettled = (decided: Settled) => { setLast({ settled: decided }); };
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { applications, sources, payments, second_codes: codes, own, own_applications: made, witnesses } = found.data;
  return (
    <Stack maw="80rem" mx="auto" data-decisions>
      <DeskHead title={say("decisions")} help={say("decisions.help")} />
      {done !== undefined && (
        <Done key={`${done.payment.payment} ${done.act}`} next={done.act === "cash" ? <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: "receipts" }} search={{ payment: done.payment.payment }} {...props} />}>{say("decisions.receipt")}</Anchor> : undefined}>
          {say(`decided.${done.act}`, { n: format.number(done.payment.amount) })} <Code>{done.payment.code}</Code>
        </Done>
      )}
      {settled !== undefined && <Done key={`${settled.what} ${settled.number}`}>{say(`settled.${settled.what}`)} {settled.number !== "" && <Code>{settled.number}</Code>}{settled.until !== undefined && <>{BESIDE}{say("settled.until", { when: format.date(settled.until) })}</>}</Done>}
      {applications.length + sources.length + payments.length + codes.length === 0 && <Empty title={say("decisions.none")} />}
      {applications.length > 0 && (
        <section aria-labelledby="applications">
          <Title order={2} size="h4" id="applications">{say("applications")}</Title>
          <Stack mt="xs">{applications.map((one) => <ApplicationDecision key={one.number} application={one} onDone={(granted, until) => { setSettled({ what: granted ? "granted" : "refused", number: one.number, ...(granted && until !== null ? { until } : {}) }); }} />)}</Stack>
        </section>
      )}
      {sources.length > 0 && (
        <section aria-labelledby="authorise">
          <Title order={2} size="h4" id="authorise">{say("authorise")}</Title>
          <Stack mt="xs">{sources.map((one) => <SourceDecision key={one.code} source={one} onDone={(state) => { setSettled({ what: state === "authorised" ? "authorised" : "source-refused", number: one.code }); }} />)}</Stack>
        </section>
      )}
      {payments.length > 0 && (
        <section aria-labelledby="payments">
          <Title order={2} size="h4" id="payments">{say("decisions.payments")}</Title>
          <Payments payments={payments} witnesses={witnesses} label={say("decisions.payments")} onDone={setDone} />
        </section>
      )}
      {codes.length > 0 && (
        <section aria-labelledby="second">
          <Title order={2} size="h4" id="second">{say("second")}</Title>
          <Text size="sm" c="dimmed">{say("second.help")}</Text>
          <Stack mt="xs">{codes.map((one) => <SecondCodeDecision key={one.request} asked={one} onDone={(granted, code) => { setSettled({ what: granted ? "second-granted" : "second-refused", number: code }); }} />)}</Stack>
        </section>
      )}
      {own.length > 0 && (
        <section aria-labelledby="own">
          <Title order={2} size="h4" id="own">{say("decisions.own")}</Title>
          <Payments payments={own} witnesses={[]} label={say("decisions.own")} onDone={setDone} />
        </section>
      )}
      {made.length > 0 && (
        <section aria-labelledby="made">
          <Title order={2} size="h4" id="made">{say("applications.own")}</Title>
          <OwnApplications applications={made} />
        </section>
      )}
    </Stack>
  );
}

function Payments({ payments, witnesses, label, onDone }: { payments: readonly AwaitedPayment[]; witnesses: readonly Witness[]; label: string; onDone: (done: Decided) => void }) {
  const say = useSay();
  const format = useFormat();
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={label}>
      <table className={table.table}>
        <thead><tr>{(["code", "amount", "asked", "why", "year", "what"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
        <tbody>
          {payments.map((one) => (
            <tr key={one.payment} data-payment={one.payment} data-stands={one.stands}>
              <th scope="row"><Code>{one.code}</Code></th>
              <td>{say("amount", { n: format.number(one.amount) })}</td>
              <td>{format.date(one.asked)}{one.asked_by !== "" && <Text size="xs"><Data>{one.asked_by}</Data></Text>}</td>
              <td><Data>{one.why === "" ? "–" : one.why}</Data></td>
              <td>{say("decisions.year", { n: format.number(one.paid), of: format.number(one.limit) })}</td>
              <td>
                {one.act === "" ? <PaymentStands payment={one} /> : <PaymentDecision payment={one} witnesses={witnesses} onDone={onDone} />}
                {one.sentence !== "" && <Text size="sm">{say("approve.said")}{one.approved_by !== "" && <> (<Data>{one.approved_by}</Data>)</>}: <Data>{one.sentence}</Data></Text>}
                {one.reason !== "" && <Text size="sm">{say("decisions.reason")}: <Data>{one.reason}</Data></Text>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PaymentDecision({ payment, witnesses, onDone }: { payment: AwaitedPayment; witnesses: readonly Witness[]; onDone: (done: Decided) => void }) {
  const say = useSay();
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState("");
  const [paying, setPaying] = useState(false);
  const [approving, setApproving] = useState(false);
  const decline = useDecline();
  const name = (act: "approve" | "decline" | "cash") => `${say(`decisions.${act}`)}: ${payment.code}`;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {payment.act === "cash" && <Button size="compact-sm" aria-label={name("cash")} onClick={() => { setPaying(true); }}>{say("cash.open")}</Button>}
        {payment.act === "approve" && <Button size="compact-sm" aria-label={name("approve")} onClick={() => { setApproving(true); }}>{say("approve.open")}</Button>}
        {payment.act === "approve" && <Button size="compact-sm" variant="default" aria-label={name("decline")} aria-expanded={declining} onClick={() => { setDeclining(!declining); }}>{say("decisions.decline")}</Button>}
      </Group>
      {approving && <Approval payment={payment} onClose={() => { setApproving(false); }} onDone={() => { onDone({ act: "approve", payment }); }} />}
      {declining && (
        <form onSubmit={(event) => { event.preventDefault(); decline.mutate({ payment: payment.payment, reason: reason.trim() }, { onSuccess: () => { onDone({ act: "decline", payment }); } }); }}>
          <Textarea label={say("decisions.reason")} description={say("decisions.reason.help")} dir="auto" autosize required minLength={3} maxLength={2000} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
          <Button mt="xs" size="compact-sm" type="submit" loading={decline.isPending} disabled={reason.trim().length < 3}>{say("decisions.send")}</Button>
        </form>
      )}
      {paying && <PayingOut payment={payment} witnesses={witnesses} onClose={() => { setPaying(false); }} onDone={() => { onDone({ act: "cash", payment }); }} />}
      {decline.isError && <ErrorNote error={decline.error} />}
    </Stack>
  );
}

/** A payment before the eyes of who signs: to whom, how much, what for, who asked and who approved. */
function Facts({ payment }: { payment: AwaitedPayment }) {
  const say = useSay();
  const format = useFormat();
  const facts = [
    ["code", <Code key="code">{payment.code}</Code>],
    ["amount", say("amount", { n: format.number(payment.amount) })],
    ["why", <Data key="why">{payment.why === "" ? say("approve.no-why") : payment.why}</Data>],
    ["asked-by", <Data key="by">{payment.asked_by === "" ? say("approve.nobody") : payment.asked_by}</Data>],
    ["asked", format.date(payment.asked)],
    ...(payment.act === "cash" ? [["approved-by", <Data key="approved">{payment.approved_by === "" ? say("approve.nobody") : payment.approved_by}</Data>] as const] : []),
    ["year", say("decisions.year", { n: format.number(payment.paid), of: format.number(payment.limit) })],
  ] as const;
  return <dl className={classes.facts}>{facts.map(([name, value]) => <div key={name}><dt>{say(`column.${name}`)}</dt><dd data-fact={name}>{value}</dd></div>)}</dl>;
}

/** Nothing is paid out before who pays has seen the payment again and named who saw it. */
function PayingOut({ payment, witnesses, onClose, onDone }: { payment: AwaitedPayment; witnesses: readonly Witness[]; onClose: () => void; onDone: () => void }) {
  const say = useSay();
  const cash = useCash();
  const [witness, setWitness] = useState("");
  return (
    <Dialog title={say("cash.title")} onClose={onClose}>
      <form data-cash onSubmit={(event) => { event.preventDefault(); cash.mutate({ payment: payment.payment, witness }, { onSuccess: () => { onClose(); onDone(); } }); }}>
        <Stack gap="sm">
          <Facts payment={payment} />
          <NativeSelect label={say("decisions.witness")} data-autofocus value={witness} data={[{ value: "", label: say("decisions.witness.none") }, ...witnesses.map((one) => ({ value: one.login, label: one.name }))]} onChange={(event) => { setWitness(event.currentTarget.value); }} />
          {cash.isError && <ErrorNote error={cash.error} />}
          <Group gap="sm"><Button type="submit" loading={cash.isPending}>{say("decisions.cash")}</Button><Button variant="default" onClick={onClose}>{say("cash.cancel")}</Button></Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** What is approved, for whom, why and who asked, before the eyes of who signs; nothing is approved without a sentence of theirs. */
function Approval({ payment, onClose, onDone }: { payment: AwaitedPayment; onClose: () => void; onDone: () => void }) {
  const say = useSay();
  const approve = useApprove();
  const [sentence, setSentence] = useState("");
  return (
    <Dialog title={say("approve.title")} onClose={onClose}>
      <form data-approve onSubmit={(event) => { event.preventDefault(); approve.mutate({ payment: payment.payment, sentence: sentence.trim() }, { onSuccess: () => { onClose(); onDone(); } }); }}>
        <Stack gap="sm">
          <Facts payment={payment} />
          <Textarea label={say("approve.sentence")} description={say("decisions.reason.help")} dir="auto" autosize minRows={2} required withAsterisk={false} minLength={3} maxLength={2000} data-autofocus value={sentence} onChange={(event) => { setSentence(event.currentTarget.value); }} />
          {approve.isError && <ErrorNote error={approve.error} />}
          <Group gap="sm"><Button type="submit" loading={approve.isPending} disabled={sentence.trim().length < 3}>{say("decisions.approve")}</Button><Button variant="default" onClick={onClose}>{say("approve.cancel")}</Button></Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function SecondCodeDecision({ asked, onDone }: { asked: SecondCode; onDone: (granted: boolean, code: string) => void }) {
  const say = useSay();
  const format = useFormat();
  const [reason, setReason] = useState("");
  const decide = useDecideSecondCode();
  const ready = reason.trim().length >= 3 && !decide.isPending;
  const send = (granted: boolean) => { decide.mutate({ request: asked.request, granted, reason: reason.trim() }, { onSuccess: ({ code }) => { onDone(granted, code); } }); };
  return (
    <Stack gap="xs" data-second-code={asked.state}>
      <Text size="sm">{say("second.asked", { asked: format.date(asked.asked), met: format.date(asked.met) })}</Text>
      <Textarea label={say("decisions.reason")} description={say("decisions.reason.help")} dir="auto" autosize required maxLength={2000} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      <Group gap="xs">
        <Button size="compact-sm" disabled={!ready} onClick={() => { send(true); }}>{say("second.grant")}</Button>
        <Button size="compact-sm" variant="default" disabled={!ready} onClick={() => { send(false); }}>{say("second.refuse")}</Button>
      </Group>
      {decide.isError && <ErrorNote error={decide.error} />}
    </Stack>
  );
}
