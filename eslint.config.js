import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const REPLACED = 'Old libraries replace it with something else';

/** What Prototype.js, MooTools, Sugar, date libraries and the like put in the place of the browser's own. */
const REPLACED_GLOBALS = [
  ["MemberExpression[object.name='Array'][property.name='from']", 'spread, or loop.'],
  ["MemberExpression[object.name='Date'][property.name='parse']", 'use new Date(…).getTime().'],
  ["MemberExpression[object.name='JSON'][property.name='stringify']", 'use toJson().'],
  [":matches(ClassDeclaration, ClassExpression)[superClass.name='Event']", 'use NativeEvent.'],
  ["NewExpression[callee.name='Event']", 'use NativeEvent.'],
  ["BinaryExpression[operator='instanceof'][right.name='Element']", 'use isElement().'],
  ["BinaryExpression[operator='instanceof'][right.name='Event']", 'use NativeEvent.'],
  ["CallExpression[callee.property.name='bind']", 'use an arrow function.'],
  [
    "CallExpression[callee.property.name='entries'][callee.object.name!='Object']",
    'arrays have another one then.',
  ],
  [
    'CallExpression[callee.property.name=/^(starts|ends)With$/][arguments.length>1]',
    'slice first.',
  ],
  ["CallExpression[callee.property.name='scrollTo']", 'set scrollTop.'],
  ["CallExpression[callee.property.name='getElementsByClassName']", 'use querySelectorAll().'],
].map(([selector, instead]) => ({ selector, message: `${REPLACED}: ${instead}` }));

/** What the files of `create-momento-chat` take from their surroundings. */
const PLAIN_GLOBALS =
  'process console URL Response document fetch setInterval requestAnimationFrame addEventListener'.split(
    ' ',
  );

export default tseslint.config(
  // The fixtures are projects of their own, whose types come with the package.
  {
    ignores: [
      '**/dist',
      'node_modules',
      'coverage',
      'docs/.vitepress/cache',
      'test/package/fixtures',
      'test/frameworks/*/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  lit['flat/recommended'],
  wc['flat/recommended'],
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
      // A number in a template is a text without String() around it, and smaller in the bundle.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['*.js', '*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { globals: { process: 'readonly' } },
  },
  {
    // Plain JavaScript, of Node and of browsers, as newcomers get it.
    files: ['create-momento-chat/**'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      parserOptions: { projectService: false, ecmaFeatures: { jsx: true } },
      globals: Object.fromEntries(PLAIN_GLOBALS.map((name) => [name, 'readonly'])),
    },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        // @open-wc/testing types `equal` as a promise for its snapshots; it is none without one.
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: 'Equal', package: '@open-wc/semantic-dom-diff' },
            { from: 'package', name: 'Equal', package: '@types/chai' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**'],
    ignores: [
      'src/cli/**',
      'src/dev/**',
      'src/doctor/**',
      'src/local-momento/**',
      'src/protocol/json.ts',
      'src/server/**',
      'src/ssr/**',
      'src/verify/**',
    ],
    rules: { 'no-restricted-syntax': ['error', ...REPLACED_GLOBALS] },
  },
  prettier,
);
