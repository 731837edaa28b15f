import { describe, expect, it } from 'vitest';
import { minifyCss } from '../../build/minify-templates/minify-css.js';
import { minifyIn } from '../../build/minify-templates/index.js';
import { minifyHtml } from '../../build/minify-templates/minify-html.js';

describe('minifyCss', () => {
  it.each([
    ['  .a {\n    color: red;\n    margin: 0 auto;\n  }\n', '.a{color:red;margin:0 auto}'],
    ['/* why */ .a { /* so */ }', '.a{}'],
    // The space matters: `.a :hover` selects descendants, `.a:hover` the element itself.
    ['.a :hover { top: 0; }', '.a :hover{top:0}'],
    ['.a > .b + .c ~ .d { top: 0 }', '.a > .b + .c ~ .d{top:0}'],
    ['.a { width: calc( 1px + (2em - 3%) * -1 ) }', '.a{width:calc(1px + (2em - 3%) * -1)}'],
    ['.a { content: "  a ;  } /* b */ "; }', '.a{content:"  a ;  } /* b */ "}'],
    [".a { content: 'it\\'s  so'; top: 0 !important }", ".a{content:'it\\'s  so';top:0!important}"],
    [
      '@media (min-width: 10px) and (hover) { .a { top: 0; } }',
      '@media (min-width:10px) and (hover){.a{top:0}}',
    ],
    ['.a { font: 12px / 1.5 a, b; }', '.a{font:12px / 1.5 a,b}'],
    [':is( .a, .b ) { --x: ; }', ':is(.a,.b){--x:}'],
  ])('minifies %j to %j', (css, minified) => {
    expect(minifyCss(css)).toBe(minified);
    expect(minifyCss(minified)).toBe(minified);
  });
});

describe('minifyHtml', () => {
  it.each([
    [
      '<p\n  class="a  b"\n  hidden\n>\n  Hello,\n  you\n</p>',
      '<p class="a  b" hidden> Hello, you </p>',
    ],
    ['<a></a><b\n  >text</b\n>', '<a></a><b>text</b>'],
    ["<a title='x > y\n z'>1 < 2</a>", "<a title='x > y\n z'>1 < 2</a>"],
    ['<br />\n<!-- kept  as it is -->', '<br/> <!-- kept  as it is -->'],
  ])('minifies %j to %j', (html, minified) => {
    expect(minifyHtml(html)).toBe(minified);
    expect(minifyHtml(minified)).toBe(minified);
  });
});

describe('minifyIn', () => {
  it('changes only the text of html and css templates', () => {
    const code = [
      'const a = html`<p  class=${ b }>  ${ html`<i>  </i>` }  </p>`;',
      'const c = css`.a {  top: ${ d }; ${ e } }`;',
      'const f = `no   template`;',
    ].join('\n');
    expect(minifyIn(code, 'a.ts').code).toBe(
      [
        'const a = html`<p class=${ b }> ${ html`<i> </i>` } </p>`;',
        'const c = css`.a{top:${ d };${ e }}`;',
        'const f = `no   template`;',
      ].join('\n'),
    );
  });

  it('returns a source map to the source', () => {
    const { map } = minifyIn('const a = css`.a {  top: 0 }`;\n', '/src/a.ts');
    expect(JSON.parse(map)).toMatchObject({ sources: ['/src/a.ts'] });
  });
});
