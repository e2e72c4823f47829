import { lazy, Suspense } from "react";
import { useStore } from "zustand";
import { noticeStore } from "../model/notice-store.ts";

const NoticeBar = lazy(async () => ({ default: (await import("./notice-bar.tsx")).NoticeBar }));

/** The notice there is, if any; its buttons act on the draft, which the start screen does not load. */
export function Notices() {
  const notice = useStore(noticeStore, (state) => state.notice);
  return (
    notice && (
      <Suspense>
        <NoticeBar notice={notice} />
      </Suspense>
    )
  );
}
