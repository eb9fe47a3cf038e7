/** How one attempt to bring the app something went. */
interface Attempt {
  /** null: taken. */
  readonly failure: string | null;
}

/** Something to bring to the app. */
export interface Push<Parcel, Tried extends Attempt> {
  readonly id: string;
  readonly parcel: Parcel;
  readonly attempts: readonly Tried[];
}

/** All that is brought to the app: in what order, how often, and how it went. */
export interface Pushes<Parcel, Tried extends Attempt> {
  deliver(parcel: Parcel): string;
  /** How the first attempt went; waits while it is held back. */
  firstAnswer(push: string): Promise<Tried>;
  attempts(push: string): readonly Tried[];
  /** Once nothing is under way and no retry is to come; false when that takes longer. */
  settled(withinMs: number): Promise<boolean>;
  /** Sends what was held back, in this order. */
  release(order: 'same' | 'reversed'): readonly string[];
  /** Delivers once more what was delivered, as after an answer that the platform did not get. */
  again(push: string, reason?: string | null): Promise<Tried>;
}

/** How a platform pushes. */
export interface Ways<Parcel, Tried extends Attempt> {
  nextId(): string;
  isHeld(parcel: Parcel): boolean;
  /** @param reason why it is tried again. */
  attempt(push: Push<Parcel, Tried>, reason: string | null): Promise<Tried>;
  /** After what times it is tried again while nobody takes it. */
  retriesMs(parcel: Parcel): readonly number[];
  isOver(last: Tried): boolean;
}

interface Begun<Parcel, Tried extends Attempt> extends Push<Parcel, Tried> {
  readonly attempts: Tried[];
  readonly first: Promise<Tried>;
  readonly conclude: (attempt: Tried) => void;
}

export function createPushes<Parcel, Tried extends Attempt>(ways: Ways<Parcel, Tried>): Pushes<Parcel, Tried> {
  const pushes = new Map<string, Begun<Parcel, Tried>>();
  const underWay = new Set<Promise<unknown>>();
  let held: Begun<Parcel, Tried>[] = [];

  async function attempt(push: Begun<Parcel, Tried>, reason: string | null): Promise<Tried> {
    const tried = await ways.attempt(push, reason);
    push.attempts.push(tried);
    return tried;
  }

  async function send(push: Begun<Parcel, Tried>): Promise<void> {
    let last = await attempt(push, null);
    push.conclude(last);
    for (const afterMs of ways.retriesMs(push.parcel)) {
      if (ways.isOver(last)) return;
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      last = await attempt(push, last.failure);
    }
  }

  function begin(push: Begun<Parcel, Tried>): void {
    const sending = send(push).finally(() => underWay.delete(sending));
    underWay.add(sending);
  }

  function known(id: string): Begun<Parcel, Tried> {
    const push = pushes.get(id);
    if (!push) throw new Error(`Nothing was pushed as ${id}.`);
    return push;
  }

  return {
    deliver(parcel) {
      const { promise: first, resolve: conclude } = withResolver<Tried>();
      const push = { id: ways.nextId(), parcel, attempts: [], first, conclude };
      pushes.set(push.id, push);
      if (ways.isHeld(parcel)) held.push(push);
      else begin(push);
      return push.id;
    },
    firstAnswer: (id) => known(id).first,
    attempts: (id) => known(id).attempts,
    async settled(withinMs) {
      const until = performance.now() + withinMs;
      while (underWay.size > 0) {
        const left = until - performance.now();
        if (left <= 0) return false;
        let timer: NodeJS.Timeout | undefined;
        await Promise.race([
          Promise.all(underWay),
          new Promise((resolve) => {
            timer = setTimeout(resolve, left);
          }),
        ]);
        clearTimeout(timer);
      }
      return true;
    },
    release(order) {
      const released = order === 'same' ? held : held.toReversed();
      held = [];
      for (const push of released) begin(push);
      return released.map((push) => push.id);
    },
    again: (id, reason = null) => attempt(known(id), reason),
  };
}

function withResolver<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
