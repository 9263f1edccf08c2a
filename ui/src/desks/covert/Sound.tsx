import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";

import { Loading, ErrorNote } from "@/parts/Notes";

import { clockOf, soundOf } from "./product";
import { soundQuery } from "./server";
import { useSay } from "./words";

/** What others do to a recording: play or stop, move by seconds, go to a second, ask where it stands. */
export interface SoundHands {
  toggle: () => void;
  move: (seconds: number) => void;
  to: (second: number) => void;
  at: () => number;
}

/** The recording of an item, heard on this page alone: it lies in memory while the item is open. */
export function Sound({ source, name, closed, ref }: { source: string; name: string; closed: boolean; ref: Ref<SoundHands> }) {
  const say = useSay();
  const type = soundOf(name);
  const found = useQuery(soundQuery(source, type));
  const audio = useRef<HTMLAudioElement>(null);
  const [address, setAddress] = useState("");
  const [place, setPlace] = useState({ at: 0, of: 0, playing: false });
  const data = found.data;
  useEffect(() => {
    if (data === undefined) return;
    const made = URL.createObjectURL(data);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress("");
    };
  }, [data]);
  const hands: SoundHands = {
    toggle: () => {
      const own = audio.current;
      if (own === null) return;
      if (own.paused) void own.play().catch(() => undefined);
      else own.pause();
    },
    move: (seconds) => { if (audio.current !== null) audio.current.currentTime = Math.max(0, audio.current.currentTime + seconds); },
    to: (second) => { if (audio.current !== null) audio.current.currentTime = second; },
    at: () => audio.current?.currentTime ?? 0,
  };
  useImperativeHandle(ref, () => hands);
  if (closed) return <Text size="sm" fw={600} data-sound="closed">{say("product.sound.closed")}</Text>;
  if (source === "") return null;
  if (type === "") return <Text size="sm" data-sound="unplayed">{say("product.sound.unplayed")}</Text>;
  if (found.isError) return <ErrorNote error={found.error} />;
  if (address === "") return <Loading />;
  const told = () => {
    const own = audio.current;
    if (own !== null) setPlace({ at: own.currentTime, of: Number.isFinite(own.duration) ? own.duration : 0, playing: !own.paused });
  };
  return (
    <Group gap="xs" data-sound={place.playing ? "playing" : "still"} data-second={Math.floor(place.at)}>
      <audio ref={audio} src={address} onTimeUpdate={told} onPlay={told} onPause={told} onLoadedMetadata={told} onSeeked={told} onEnded={told} />
      <Button size="compact-md" onClick={hands.toggle}>{say(place.playing ? "product.stop" : "product.play")}</Button>
      <Button size="compact-md" variant="default" dir="ltr" aria-label={say("product.back")} onClick={() => { hands.move(-5); }}>−5</Button>
      <Button size="compact-md" variant="default" dir="ltr" aria-label={say("product.forward")} onClick={() => { hands.move(5); }}>+5</Button>
      <Text span dir="ltr" size="sm">{clockOf(place.at)} / {clockOf(place.of)}</Text>
    </Group>
  );
}
