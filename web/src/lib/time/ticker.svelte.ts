// The time, once a second, as the server's clock has it.
export class Ticker {
  now = $state(Date.now());

  constructor(ahead: () => number) {
    $effect(() => {
      const tick = () => (this.now = Date.now() + ahead());
      tick();
      const timer = setInterval(tick, 1000);
      return () => clearInterval(timer);
    });
  }

  since(iso: string): number {
    return this.now - Date.parse(iso);
  }
}
