import { caseMembersQuery, useMember } from "@/core/casework";
import { useLocale } from "@/i18n/LocaleContext";
import { MemberTable } from "@/views/people/MemberTable";

/** Who belongs to a case. */
export function Members({ caseId }: { caseId: string }) {
  const { t } = useLocale();
  return <MemberTable of="case" title={t("case.tab.members")} query={caseMembersQuery(caseId)} change={useMember(caseId)} />;
}
