import { FileInput, Text } from "@mantine/core";
import { useState } from "react";

import { ErrorNote } from "@/parts/Notes";

import { PICTURES } from "../photographs/PhotoPart";
import { useSeal } from "../server";
import { useSay } from "../words";

/** A file that is chosen and sealed at once in the desk's file; what is recorded of it follows from the seal, nobody types it. */
export function SealedFile({ label, kind, value, onValue }: { label: string; kind: "picture" | "seal"; value: string; onValue: (value: string) => void }) {
  const say = useSay();
  const seal = useSeal();
  const [file, setFile] = useState<File | null>(null);
  const take = (given: File | null) => {
    setFile(given);
    if (given === null) onValue("");
    else seal.mutate(given, { onSuccess: (kept) => { onValue((kind === "picture" ? kept?.id : kept?.sha256) ?? ""); }, onError: () => { setFile(null); onValue(""); } });
  };
  return (
    <div data-sealed={value === "" ? "none" : kind}>
      <FileInput label={label} value={file} clearable {...(kind === "picture" ? { accept: PICTURES } : {})} placeholder={say("file.choose")} disabled={seal.isPending} clearButtonProps={{ "aria-label": say("pick.clear") }} onChange={take} />
      {value !== "" && <Text size="xs" role="status">{say("file.sealed")}</Text>}
      {seal.isError && <ErrorNote error={seal.error} />}
    </div>
  );
}
