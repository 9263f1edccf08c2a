import { ActionIcon, Group, NativeSelect, Text } from "@mantine/core";
import { useEffect, useRef } from "react";

import { useFormat } from "@/core/format";
import { also, type ColumnSeen, type Doc, type Fault, look, made, noLonger, type Role, roleKey, roleOf, rolesOf } from "@/core/mapping";
import { Icon } from "@/design/Icon";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import table from "@/parts/Table.module.css";
import classes from "./Mapping.module.css";
import { type RoleGroup, useRoleGroups } from "./roles";
import { Why } from "./Why";

interface Props {
  columns: ColumnSeen[];
  doc: Doc;
  faults: Fault[];
  onDoc: (doc: Doc) => void;
  /** The column to bring into view, by its name or heading. */
  look?: string | undefined;
}

/** Every column with values as they stand, and what it is to be; a fault stands at the column it is about. */
export function Columns({ columns, doc, faults, onDoc, look }: Props) {
  const { t } = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const wanted = columns.find((column) => column.name === look || column.header === look)?.name;
  useEffect(() => {
    const line = wanted === undefined ? undefined : [...(box.current?.querySelectorAll<HTMLElement>("tr[data-column]") ?? [])].find((one) => one.dataset["column"] === wanted);
    if (line === undefined) return;
    const show = () => { line.scrollIntoView({ block: "center" }); };
    show();
    line.querySelector("select")?.focus({ preventScroll: true });
    // what is fetched meanwhile stands above it and would push it out of sight, until somebody does something
    const watch = new ResizeObserver(show);
    watch.observe(document.body);
    const stop = () => { watch.disconnect(); };
    const ends = ["wheel", "pointerdown", "keydown"] as const;
    for (const one of ends) window.addEventListener(one, stop, { once: true });
    return () => {
      stop();
      for (const one of ends) window.removeEventListener(one, stop);
    };
  }, [wanted]);
  const groups = useRoleGroups(doc, columns);
  return (
    <div ref={box} className={table.frame} tabIndex={0} role="region" aria-label={t("mapping.columns")}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("mapping.column")}</th>
            <th scope="col">{t("mapping.samples")}</th>
            <th scope="col">{t("mapping.role")}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <Line key={column.name} column={column} here={column.name === wanted} doc={doc} groups={groups} faults={faults} onDoc={onDoc} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const pathOf = (role: Role): string => (role.side === "entities" && role.slot !== "key" ? `entities.${role.name}.properties.${role.slot}` : `${role.side}.${role.name}.${role.slot}`);

function Line({ column, here: looked, doc, groups, faults, onDoc }: { column: ColumnSeen; here: boolean; doc: Doc; groups: RoleGroup[]; faults: Fault[]; onDoc: (doc: Doc) => void }) {
  const { t } = useLocale();
  const roles = rolesOf(doc, column.name);
  const here = faults.filter((fault) => roles.some((role) => fault.where.startsWith(pathOf(role))));
  const chosen = roles[0] === undefined ? "" : roleKey(roles[0]);
  const known = groups.some((group) => group.items.some((item) => item.value === chosen));
  return (
    <tr data-column={column.name} data-here={looked || undefined}>
      <th scope="row" className={table.name}>
        <Data>{column.header || column.name}</Data>
        <Looks column={column} />
      </th>
      <td>
        <div className={classes.samples} data-original>
          {column.samples.slice(0, 4).map((sample, index) => (
            <span key={index}>{/^[\d+\s./:-]+$/.test(sample) ? <Code wrap>{sample}</Code> : <Data>{sample}</Data>}</span>
          ))}
          {column.samples.length === 0 && t("mapping.empty-column")}
        </div>
      </td>
      <td className={classes.role}>
        <NativeSelect
          size="xs"
          aria-label={t("mapping.role.of", { column: column.header || column.name })}
          value={chosen}
          error={here.length > 0 ? here.map((fault) => fault.sentence).join(" ") : undefined}
          data={[{ value: "", label: t("mapping.role.none") }, ...(known || chosen === "" ? [] : [{ value: chosen, label: roles[0]?.slot ?? "" }]), ...groups]}
          onChange={(event) => {
            const role = roleOf(event.currentTarget.value);
            const rest = roles[0] === undefined ? doc : noLonger(doc, column.name, roles[0]);
            onDoc(role === null ? rest : also(rest, column.name, role));
          }}
        />
        {roles.length > 0 && <More column={column} doc={doc} roles={roles} groups={groups} onDoc={onDoc} />}
        <Why notes={column.why} />
      </td>
    </tr>
  );
}

/** What a column is besides: each can be taken away, and one more chosen. */
function More({ column, doc, roles, groups, onDoc }: { column: ColumnSeen; doc: Doc; roles: Role[]; groups: RoleGroup[]; onDoc: (doc: Doc) => void }) {
  const { t } = useLocale();
  const head = column.header || column.name;
  const taken = new Set(roles.map(roleKey));
  const said = (role: Role) => groups.flatMap((group) => group.items).find((item) => item.value === roleKey(role))?.label ?? role.slot;
  const open = groups.map(({ group, items }) => ({ group, items: items.filter((item) => !taken.has(item.value)) }));
  return (
    <>
      {roles.slice(1).map((role) => (
        <Group key={roleKey(role)} gap={4} wrap="nowrap">
          <Text size="xs">{t("mapping.role.more")}: {said(role)}</Text>
          <ActionIcon size="xs" variant="transparent" aria-label={t("mapping.role.remove", { role: said(role), column: head })} onClick={() => { onDoc(noLonger(doc, column.name, role)); }}>
            <Icon name="close" size={12} />
          </ActionIcon>
        </Group>
      ))}
      <NativeSelect
        size="xs"
        mt={4}
        variant="unstyled"
        aria-label={t("mapping.role.add.of", { column: head })}
        value=""
        data={[{ value: "", label: t("mapping.role.add") }, ...open]}
        onChange={(event) => {
          const role = roleOf(event.currentTarget.value);
          if (role !== null) onDoc(also(doc, column.name, role));
        }}
      />
    </>
  );
}

function Looks({ column }: { column: ColumnSeen }) {
  const { t } = useLocale();
  const format = useFormat();
  const found = look(column);
  if (found === null || column.used.length > 0) return null;
  return (
    <Text size="xs" c="dimmed" fw={400}>
      {t("mapping.looks-like")} {t(`look.${found.look}`)}{BESIDE}{format.percent(Math.round(found.share * 100))}
    </Text>
  );
}

/** Whether anything can be chosen at all. */
export const hasTypes = (doc: Doc): boolean => made(doc).length > 0;
