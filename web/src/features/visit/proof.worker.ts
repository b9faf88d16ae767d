import type { Challenge } from '$lib/api/visitor';
import { solve } from './solve';

addEventListener('message', ({ data }: MessageEvent<Challenge>) => postMessage(solve(data)));
