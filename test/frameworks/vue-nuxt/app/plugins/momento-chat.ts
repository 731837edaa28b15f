import { momentoChat } from 'momento-chat/vue';

export default defineNuxtPlugin(({ vueApp }) => {
  vueApp.use(momentoChat);
});
