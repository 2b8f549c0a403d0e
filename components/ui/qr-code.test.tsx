import decodeQR from 'qr/decode.js';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { QrCode } from '@/components/ui/qr-code';

const scale = 8;

/** What a camera would see of the drawing: dark squares on white, in RGBA. */
function picture(svg: string) {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]) * scale;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      for (let column = Number(x) * scale; column < (Number(x) + 1) * scale; column += 1) data.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

test('a reader of QR codes finds the text in the drawing', () => {
  const text = 'otpauth://totp/Noticeboard:dpo%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Noticeboard';
  const svg = renderToStaticMarkup(<QrCode text={text} label="For the app" />);
  expect(decodeQR(picture(svg))).toBe(text);
  expect(svg).toContain('role="img" aria-label="For the app"');
});
