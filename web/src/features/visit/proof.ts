import { visitorApi, type Challenge, type Proof } from '$lib/api/visitor';
import { makeWorker } from './worker';

const kPatience = 15_000;
const kServes = 9 * 60_000; // of the ten minutes that the server gives

const inWorker = (task: Challenge): Promise<number[]> =>
  new Promise((resolve, reject) => {
    const worker = makeWorker();
    const done = (settle: () => void) => {
      worker.terminate();
      settle();
    };
    setTimeout(() => done(() => reject(new Error('too slow'))), kPatience);
    worker.onmessage = ({ data }: MessageEvent<number[]>) => done(() => resolve(data));
    worker.onerror = () => done(() => reject(new Error('no worker')));
    worker.postMessage(task);
  });

// A proof of work that is made while somebody still reads and types. A device that cannot make one goes without: nobody is
// kept out by it.
export class Prover {
  private proof: Promise<Proof | undefined> | null = null;
  private askedAt = 0;

  constructor(
    private readonly slug: string,
    private readonly work: (task: Challenge) => Promise<number[]> = inWorker,
  ) {}

  prepare(): Promise<Proof | undefined> {
    if (!this.proof || Date.now() - this.askedAt > kServes) {
      this.askedAt = Date.now();
      const enough = new Promise<undefined>((done) => setTimeout(done, kPatience));
      this.proof = Promise.race([this.make(), enough]).catch(() => undefined);
    }
    return this.proof;
  }

  // The proof was used, or not taken: the next is another.
  spent(): void {
    this.proof = null;
  }

  private async make(): Promise<Proof | undefined> {
    const task = await visitorApi.challenge(this.slug);
    return task.bits > 0 ? { challenge: task.challenge, solutions: await this.work(task) } : undefined;
  }
}
