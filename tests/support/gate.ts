import type { Wait } from '../../src/core/ports/clock.js';

/** What a process goes through that is paused (SIGSTOP) and resumed: nothing it waits for comes back while it is shut. */
export interface Gate {
  shut(): void;
  open(): void;
  pass<T>(value: T | Promise<T>): Promise<T>;
  wait(wait: Wait): Wait;
  /** Every method of the object, through the gate. */
  guard<T extends object>(target: T): T;
}

export function createGate(): Gate {
  let opened: Promise<void> = Promise.resolve();
  let open = () => {};

  async function pass<T>(value: T | Promise<T>): Promise<T> {
    const result = await value;
    await opened;
    return result;
  }

  return {
    pass,
    shut() {
      opened = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
    wait: (wait) => (ms, signal) => pass(wait(ms, signal)),
    guard: (target) =>
      new Proxy(target, {
        get(object, name, receiver) {
          const method: unknown = Reflect.get(object, name, receiver);
          if (typeof method !== 'function') return method;
          return async (...args: unknown[]) => {
            await opened;
            return pass(method.apply(object, args));
          };
        },
      }),
  };
}
