package io.fettle.persistence.assessment;

import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.ExposureNews;
import io.fettle.api.assessment.ExposureNews.InOffice;
import io.fettle.persistence.Packed;
import io.fettle.persistence.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "ExposureNews")
@Table(name = "exposure_news")
class ExposureNewsEntity {
    private static final int OF_AN_OFFICE = 4;

    @Id
    @Column(name = "id")
    private long id;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private ExposureNews.Kind kind;

    @Column(name = "cve")
    private @Nullable String cve;

    @Column(name = "vulnerabilities")
    private int vulnerabilities;

    @Column(name = "newly")
    private long newly;

    @Column(name = "exposed")
    private long exposed;

    @Enumerated(EnumType.STRING)
    @Column(name = "severity")
    private Severity severity;

    @Column(name = "exploited")
    private boolean exploited;

    @Column(name = "catalog_revision")
    private long catalogRevision;

    @Column(name = "happened_at")
    private long at;

    @Column(name = "offices")
    private byte[] offices;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    ExposureNewsEntity() {}

    ExposureNewsEntity(ExposureNews news) {
        this.id = news.id();
        this.kind = news.kind();
        this.cve = news.cve().map(CveId::value).orElse(null);
        this.vulnerabilities = news.vulnerabilities();
        this.newly = news.newly();
        this.exposed = news.exposed();
        this.severity = news.severity();
        this.exploited = news.exploited();
        this.catalogRevision = news.catalogRevision();
        this.at = Times.toStored(news.at());
        this.offices = packed(news.offices());
    }

    private static byte[] packed(List<InOffice> offices) {
        List<String> flat = new ArrayList<>();
        for (InOffice one : offices) {
            flat.add(one.office());
            flat.add(Long.toString(one.newly()));
            flat.add(Long.toString(one.exposed()));
            flat.add(Integer.toString(one.vulnerabilities()));
        }
        return Packed.list(flat);
    }

    private static List<InOffice> unpacked(byte[] packed) {
        List<String> flat = Packed.list(packed);
        List<InOffice> offices = new ArrayList<>();
        for (int i = 0; i + OF_AN_OFFICE <= flat.size(); i += OF_AN_OFFICE) {
            offices.add(new InOffice(
                    // The same few offices again and again.
                    flat.get(i).intern(),
                    Long.parseLong(flat.get(i + 1)),
                    Long.parseLong(flat.get(i + 2)),
                    Integer.parseInt(flat.get(i + 3))));
        }
        return offices;
    }

    long id() {
        return id;
    }

    ExposureNews toNews() {
        return new ExposureNews(
                id,
                kind,
                Optional.ofNullable(cve).map(CveId::new),
                vulnerabilities,
                newly,
                exposed,
                severity,
                exploited,
                catalogRevision,
                Times.fromStored(at),
                unpacked(offices));
    }
}
