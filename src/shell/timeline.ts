import type { Moment, ShellState } from "./state.js";

/** Where a shell was, is, and was before it went back. */
export interface Timeline {
  readonly start: ShellState;
  /** What each line led to, oldest first. */
  readonly moments: readonly Moment[];
  /** How many of them count; the others were taken back and can come again. */
  readonly at: number;
}

export function timelineFrom(start: ShellState): Timeline {
  return { start, moments: [], at: 0 };
}

/** The state of now. */
export function presentState({ start, moments, at }: Timeline): ShellState {
  return moments[at - 1]?.state ?? start;
}

/** The state before the line of a moment, counted from 0. */
export function stateBefore({ start, moments }: Timeline, place: number): ShellState {
  return moments[place - 1]?.state ?? start;
}

/** A timeline that goes on with other moments: what was taken back cannot come again. */
export function withMoments(timeline: Timeline, next: readonly Moment[]): Timeline {
  const moments = [...timeline.moments.slice(0, timeline.at), ...next];
  return { ...timeline, moments, at: moments.length };
}

/** A moment that `undo` takes back. */
export interface PastMoment extends Moment {
  /** The cluster or the files are others than before. */
  readonly hasEffect: boolean;
}

/** What `undo` takes back, the last one first; fewer than asked for when there are no more. */
export function lastMoments(timeline: Timeline, count: number): readonly PastMoment[] {
  const { moments, at } = timeline;
  const first = Math.max(0, at - count);
  const last = moments.slice(first, at).map((moment, place) => {
    const before = stateBefore(timeline, first + place);
    const hasEffect = before.world !== moment.state.world || before.files !== moment.state.files;
    return { ...moment, hasEffect };
  });
  return last.reverse();
}

/** The lines that `redo` brings back, in their order. */
export function comingMoments({ moments, at }: Timeline, count: number): readonly Moment[] {
  return moments.slice(at, at + count);
}

/** Steps back, or forth when `steps` is above 0, within what there is. */
export function moved(timeline: Timeline, steps: number): Timeline {
  return { ...timeline, at: Math.min(timeline.moments.length, Math.max(0, timeline.at + steps)) };
}
