import { mount } from 'svelte';
import '../../ui/base.css';
import { followViewport } from '$lib/a11y/viewport';
import App from './App.svelte';

followViewport();
mount(App, { target: document.getElementById('app')! });
