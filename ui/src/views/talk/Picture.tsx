import { useEffect, useRef, useState } from "react";

import { fetched } from "@/api/client";
import { pictureAddress } from "@/core/talk";

import classes from "./Talk.module.css";

/** A picture that came with a message, fetched when it comes near the screen: an address alone does not carry the proof of the session. */
export function Picture({ source, name }: { source: string; name: string }) {
  const place = useRef<HTMLImageElement>(null);
  const [shown, setShown] = useState("");
  useEffect(() => {
    const image = place.current;
    if (image === null) return;
    const leaving = new AbortController();
    let made = "";
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        fetched(pictureAddress(source), { signal: leaving.signal })
          .then((answer) => answer.blob())
          .then((blob) => {
            if (leaving.signal.aborted) return;
            made = URL.createObjectURL(blob);
            setShown(made);
          })
          .catch(() => undefined); // the name stands in its place
      },
      { rootMargin: "600px" },
    );
    observer.observe(image);
    return () => {
      leaving.abort();
      observer.disconnect();
      if (made !== "") URL.revokeObjectURL(made);
    };
  }, [source]);
  return <img ref={place} className={classes.picture} src={shown === "" ? undefined : shown} alt={name} data-shown={shown !== "" || undefined} />;
}
