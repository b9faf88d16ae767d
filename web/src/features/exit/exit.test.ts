import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ShiftExit } from './exit.svelte';

const press = (exit: ShiftExit, key: string, more: Partial<KeyboardEvent> = {}) => {
  exit.keydown({ key, ...more } as KeyboardEvent);
  exit.keyup({ key, ...more } as KeyboardEvent);
};

describe('Shift three times', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const make = () => {
    const leave = vi.fn();
    return { leave, exit: new ShiftExit(leave) };
  };

  it('leaves at the third', () => {
    const { leave, exit } = make();
    press(exit, 'Shift');
    press(exit, 'Shift');
    expect(leave).not.toHaveBeenCalled();
    press(exit, 'Shift');
    expect(leave).toHaveBeenCalledOnce();
  });

  it('does not count capital letters', () => {
    const { leave, exit } = make();
    for (let i = 0; i < 4; i += 1) {
      exit.keydown({ key: 'Shift' } as KeyboardEvent);
      press(exit, 'A');
      exit.keyup({ key: 'Shift' } as KeyboardEvent);
    }
    expect(leave).not.toHaveBeenCalled();
    expect(exit.presses).toBe(0);
  });

  it('starts again after five seconds, and after another key', () => {
    const { leave, exit } = make();
    press(exit, 'Shift');
    press(exit, 'Shift');
    vi.advanceTimersByTime(5_001);
    press(exit, 'Shift');
    expect(exit.presses).toBe(1);
    press(exit, 'a');
    expect(exit.presses).toBe(0);
    expect(leave).not.toHaveBeenCalled();
  });
});
