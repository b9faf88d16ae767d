import { mount } from 'svelte';
import '../../ui/base.css';
import { followViewport } from '$lib/a11y/viewport';
import App from './App.svelte';

followViewport();
// The address is /<line>; a page that comes back from the browser's cache after the exit must not show anything.
addEventListener('pageshow', ({ persisted }) => persisted && !document.body.children.length && location.reload());
mount(App, { target: document.getElementById('app')!, props: { slug: location.pathname.split('/')[1] ?? '' } });
