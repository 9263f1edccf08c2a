import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { invitationsQuery } from "@/core/casework";
import { Data } from "@/design/Text";
import { usePerson } from "@/core/session";
import { useLocale } from "@/i18n/LocaleContext";

import { Empty } from "./Notes";

/** What to do about it, by the first role that the person has; everybody else asks. */
const NEXT = [["supervisor", "deposit.no-case.open"], ["analyst", "deposit.no-case.next"], ["administrator", "deposit.no-case.administrator"]] as const;

/** One belongs to no case yet, and what to do about it: answer an invitation that waits, or ask for one. */
export function NoCase() {
  const { t } = useLocale();
  const { roles } = usePerson();
  const invited = useQuery(invitationsQuery).data ?? [];
  const next = NEXT.find(([role]) => roles.includes(role))?.[1] ?? "deposit.no-case.next";
  return (
    <Empty title={t("deposit.no-case")}>
      {invited.length === 0 ? <Text size="sm">{t(next)}</Text> : <ul>{<Invited />}</ul>}
    </Empty>
  );
}

/** A line for each case that one is asked to join, leading to where it is answered. */
export function Invited() {
  const { t } = useLocale();
  const invited = useQuery(invitationsQuery).data ?? [];
  return invited.map((item) => (
    <li key={item.case}>
      <Anchor component={Link} to="/cases" hash="invitations" size="sm" data-waiting="invitation">
        {t("invitations.waiting")}: <Data>{item.title}</Data>
      </Anchor>
    </li>
  ));
}
