package io.fettle.persistence.assessment;

import io.fettle.api.Digest;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.persistence.Texts;
import io.fettle.spi.store.FirstSeenStore.Offered;
import java.nio.charset.StandardCharsets;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity(name = "Offered")
@Table(name = "patch_offered")
class OfferedEntity {
    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "patch_id")
    private String patch;

    @Column(name = "line")
    private String line;

    @Column(name = "ecosystem")
    private String ecosystem;

    @Column(name = "name")
    private String name;

    @Column(name = "version")
    private String version;

    @Column(name = "arch")
    private String arch;

    @Column(name = "source_name")
    private String sourceName;

    @Column(name = "source_version")
    private String sourceVersion;

    @Enumerated(EnumType.STRING)
    @Column(name = "multi_arch")
    private MultiArch multiArch;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    OfferedEntity() {}

    OfferedEntity(Offered offered) {
        SoftwareItem item = offered.version();
        this.id = id(offered);
        this.patch = offered.patch().value();
        this.line = storable(offered.line(), "line of an offer");
        this.ecosystem = storable(item.ecosystem(), "ecosystem of an offer");
        this.name = storable(item.name(), "name of an offer");
        this.version = storable(item.version(), "version of an offer");
        this.arch = storable(item.arch(), "architecture of an offer");
        this.sourceName = storable(item.sourceName(), "source name of an offer");
        this.sourceVersion = storable(item.sourceVersion(), "source version of an offer");
        this.multiArch = item.multiArch();
    }

    private static String storable(String text, String what) {
        return Texts.storable(text, Offered.LONGEST_TEXT, what);
    }

    /** The line itself would be too long for a key. */
    static String id(Offered offered) {
        return offered.patch().value()
                + Digest.of(offered.line().getBytes(StandardCharsets.UTF_8)).hex();
    }

    String id() {
        return id;
    }

    Offered toOffered() {
        return new Offered(
                new PatchId(patch),
                new SoftwareItem(ecosystem, name, version, arch, sourceName, sourceVersion, multiArch),
                line);
    }
}
