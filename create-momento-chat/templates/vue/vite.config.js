import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { chatPlugin } from './chat-plugin.mjs';

export default defineConfig({ plugins: [vue(), chatPlugin()] });
