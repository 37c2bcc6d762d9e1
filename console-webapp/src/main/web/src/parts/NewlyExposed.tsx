import { Card, CardBody, CardTitle, Label, Skeleton } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import type { ExposureNews, List } from '../api/types';
import { Failed } from './Failure';
import { ExploitedLabel, SeverityLabel } from './labels';
import { Time } from './Time';

const SHOWN = 5;

/** Who became exposed to what lately. */
export function NewlyExposed() {
  const { t } = useTranslation();
  const { data, error, refetch } = useRead<List<ExposureNews>>('exposureNews', '/exposure-news', { limit: SHOWN });
  return (
    <Card className="fettle-wide">
      <CardTitle component="h2">{t('exposureNews/title')}</CardTitle>
      <CardBody>
        {error?.code === 'CAPABILITY_ABSENT' ? (
          <Label variant="outline">{t('common/absent')}</Label>
        ) : error ? (
          <Failed problem={error} retry={() => void refetch()} />
        ) : !data ? (
          <Skeleton height="6rem" screenreaderText={t('common/loading')} />
        ) : data.items.length === 0 ? (
          <span className="fettle-note">{t('exposureNews/none')}</span>
        ) : (
          <ul className="fettle-news">
            {data.items.map((news) => (
              <News key={news.id} news={news} />
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

function News({ news }: { news: ExposureNews }) {
  const { t } = useTranslation();
  const several = { count: news.vulnerabilities };
  return (
    <li>
      <span className="fettle-news-what">
        {news.cve ? (
          <Link to="/vulnerabilities/$cve" params={{ cve: news.cve }} search={{ page: 1, size: 50, state: undefined }}>
            {news.cve}
          </Link>
        ) : (
          <Link to="/vulnerabilities" search={{ page: 1, size: 50 }}>
            {t('vulnerability/count', several)}
          </Link>
        )}{' '}
        <SeverityLabel severity={news.severity} /> {news.exploited && <ExploitedLabel />}
      </span>
      <span>
        {t(`exposureNews/${news.kind}`, { count: news.kind === 'EXPOSED' ? news.newly : news.exposed })}
        {news.kind === 'EXPOSED' && news.exposed > news.newly && (
          <> {t('exposureNews/inAll', { count: news.exposed })}</>
        )}
      </span>
      <span className="fettle-note">
        <Time value={news.at} />
      </span>
    </li>
  );
}
