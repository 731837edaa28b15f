import { hydrateRoot } from 'react-dom/client';
import { App } from './app.jsx';

const onRecoverableError = (error) => console.error(error);
hydrateRoot(document.querySelector('#app'), <App />, { onRecoverableError });
