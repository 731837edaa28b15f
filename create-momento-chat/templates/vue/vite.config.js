import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { chatPlugin } from './chat-plugin.mjs';

const isCustomElement = (tag) => tag.startsWith('momento-');

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } }), chatPlugin()],
});
