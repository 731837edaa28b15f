import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { chatPlugin } from './chat-plugin.mjs';

export default defineConfig({ plugins: [react(), chatPlugin()] });
