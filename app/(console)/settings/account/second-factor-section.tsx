import { EnrolForm, StartForm } from '@/app/(console)/settings/second-factor-forms';
import { actionWords } from '@/app/action-words';
import { Section } from '@/components/ui/page';
import { QrCode } from '@/components/ui/qr-code';
import type { SecondFactor } from '@/domain/access/second-factor-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { strings } from '@/domain/words/strings';

type Props = { factor: SecondFactor; words: Words; format: Formatter };

/** One's own second factor: whether there is one, and the way to a new one. */
export function SecondFactorSection({ factor: { enrolledAt, recoveryCodesLeft, pending }, words, format }: Props) {
  const { secondFactor } = words;
  const standing = enrolledAt ? `${secondFactor.enrolled(format.instant(enrolledAt, 'UTC'))} ${secondFactor.recoveryLeft(format.count(recoveryCodesLeft), recoveryCodesLeft === 1)}` : secondFactor.none;
  return (
    <Section id="second-factor" title={secondFactor.title} note={secondFactor.note}>
      {pending ? (
        <EnrolForm words={actionWords(words)} labels={strings(secondFactor)}>
          <p className="mb-3">{standing}</p>
          <h3 className="mb-2">{secondFactor.scan}</h3>
          <QrCode text={pending.address} label={secondFactor.scanText} />
          <p className="mt-3">{secondFactor.orType} <code className="break-all">{pending.key.match(/.{4}/g)?.join(' ')}</code></p>
        </EnrolForm>
      ) : (
        <>
          <p className="mb-3">{standing}</p>
          <StartForm enrolled={enrolledAt !== null} words={actionWords(words)} labels={strings(secondFactor)} />
        </>
      )}
    </Section>
  );
}
