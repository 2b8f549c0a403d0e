import encodeQR from 'qr';

const quiet = 4; // ISO/IEC 18004: four modules of light all around.

/** A text as a QR code, dark on white in either look, since cameras want it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: quiet });
  const side = modules.length;
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} className="w-56 max-w-full rounded-md" shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
