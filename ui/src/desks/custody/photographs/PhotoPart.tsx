import { Button, FileButton, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";

import { momentOf } from "@/core/moment";
import { moved } from "@/i18n/format";
import { ErrorNote } from "@/parts/Notes";

import css from "../Custody.module.css";
import { missing, useErrors } from "../forms/errors";
import { useMay } from "../forms/may";
import { HOUSE, useTime } from "../moment";
import { type PersonFile, planPictureQuery, usePhotograph, usePhotographWithdrawal } from "../server";
import { useSay } from "../words";

export const PICTURES = "image/png,image/jpeg,image/webp,image/gif";

/** The photograph of a file with when it was taken; a new one is given here, and one that is wrong is withdrawn with a reason. */
export function PhotoPart({ file }: { file: PersonFile }) {
  const say = useSay();
  const time = useTime();
  const may = useMay();
  const [withdrawing, setWithdrawing] = useState(false);
  const [saved, setSaved] = useState<"kept" | "withdrawn" | null>(null);
  const [reason, setReason] = useState("");
  const errors = useErrors({});
  const photograph = usePhotograph(), withdraw = usePhotographWithdrawal();
  const shown = file.photograph;
  const take = (given: File | null) => {
    if (given !== null) photograph.mutate({ person: file.number, file: given, taken: momentOf(moved(new Date().toISOString(), HOUSE).slice(0, 16), HOUSE), by: "" }, { onSuccess: () => { setSaved("kept"); } });
  };
  const send = () => {
    if (shown !== null && errors.check(missing({ reason }, say("field.needed")))) withdraw.mutate({ number: shown.number, reason: reason.trim() }, { onSuccess: () => { setWithdrawing(false); setReason(""); setSaved("withdrawn"); } });
  };
  return (
    <Stack gap="xs" data-photo={shown === null ? "none" : shown.number}>
      {shown === null ? <div className={css["nobody"]}><Text size="sm">{say("photo.none")}</Text></div> : <Photo picture={shown.picture} name={file.name} />}
      {shown !== null && <Text size="xs" c="dimmed" maw="9rem">{say("photo.taken", { at: time(shown.taken) })}</Text>}
      {may("photograph") && <FileButton onChange={take} accept={PICTURES} inputProps={{ "aria-label": say("photo.choose"), "data-photo-file": true } as Record<string, unknown>}>{(props) => <Button {...props} size="compact-sm" variant="default" loading={photograph.isPending}>{say(shown === null ? "photo.add" : "photo.new")}</Button>}</FileButton>}
      {shown !== null && may("photograph-withdraw") && !withdrawing && <Button size="compact-sm" variant="subtle" onClick={() => { setWithdrawing(true); setSaved(null); }}>{say("photo.withdraw")}</Button>}
      {withdrawing && (
        <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
          <div data-at="reason"><TextInput label={say("photo.why")} required dir="auto" value={reason} error={errors.wrong["reason"]} onChange={(event) => { setReason(event.currentTarget.value); }} /></div>
          <Group gap="xs" mt="xs"><Button type="submit" size="compact-sm" loading={withdraw.isPending}>{say("photo.withdraw")}</Button><Button size="compact-sm" variant="subtle" onClick={() => { setWithdrawing(false); }}>{say("person.answer.leave")}</Button></Group>
        </form>
      )}
      {photograph.isError && <ErrorNote error={photograph.error} />}
      {withdraw.isError && <ErrorNote error={withdraw.error} />}
      {saved !== null && <Text size="sm" role="status" maw="9rem">{say(saved === "kept" ? "photo.kept" : "photo.withdrawn")}</Text>}
    </Stack>
  );
}

function Photo({ picture, name }: { picture: string; name: string }) {
  const say = useSay();
  const found = useQuery(planPictureQuery(picture));
  const address = useMemo(() => (found.data === undefined ? "" : URL.createObjectURL(found.data)), [found.data]);
  useEffect(() => () => { if (address !== "") URL.revokeObjectURL(address); }, [address]);
  if (found.isError) return <ErrorNote error={found.error} />;
  return address === "" ? <div className={css["nobody"]} /> : <img className={css["photo"]} src={address} alt={say("photo.of", { name })} />;
}
