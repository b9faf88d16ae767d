import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// A .br beside every text asset, so that the server compresses nothing while it runs.
const precompress: Plugin = {
  name: 'precompress',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (!/\.(html|js|css|svg|json)$/.test(file.fileName)) continue;
        const text = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotliCompressSync(text, { params }) });
      }
    },
  },
};

// The addresses that the server gives to the entry pages, for `npm run dev`.
const addresses: Plugin = {
  name: 'addresses',
  configureServer(server) {
    server.middlewares.use((request, _, next) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      if (path === '/') request.url = '/site.html';
      else if (path === '/desk') request.url = '/desk.html';
      else if (path === '/board') request.url = '/board.html';
      else if (path === '/account') request.url = '/account.html';
      else if (path === '/welcome') request.url = '/welcome.html';
      else if (/^\/office(\/.*)?$/.test(path)) request.url = '/office.html';
      else if (/^\/papers\/[a-z0-9-]+(\/[a-z0-9-]+)?$/.test(path)) request.url = '/paper.html';
      else if (/^\/[a-z0-9-]+$/.test(path)) request.url = '/visitor.html';
      next();
    });
  },
};

export default defineConfig({
  root: here('.'),
  publicDir: false,
  plugins: [svelte(), precompress, addresses],
  resolve: {
    alias: { $lib: here('src/lib'), $ui: here('src/ui'), $features: here('src/features') },
    // Vitest runs in Node, where Svelte would otherwise be its server half.
    conditions: process.env.VITEST ? ['browser'] : undefined,
  },
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  server: { proxy: { '/api': 'http://localhost:8080', '/live': { target: 'ws://localhost:8080', ws: true } } },
  // Styles as they are: a test reads the colours of charts from them.
  test: { include: ['src/**/*.test.ts'], environment: 'node', css: true },
});
