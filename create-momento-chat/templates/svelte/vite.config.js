import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { chatPlugin } from './chat-plugin.mjs';

export default defineConfig({ plugins: [svelte(), chatPlugin()] });
