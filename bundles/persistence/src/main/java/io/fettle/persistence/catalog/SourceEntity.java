package io.fettle.persistence.catalog;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.source.SourceState;
import io.fettle.persistence.Packed;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import io.fettle.spi.store.SourceStore.Condition;
import io.fettle.spi.store.SourceStore.Configuration;
import io.fettle.spi.store.SourceStore.Stored;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "Source")
@Table(name = "patch_source")
class SourceEntity {
    private static final int MAX_ID = 64;
    private static final int MAX_KIND = 40;
    private static final int MAX_IDENTITY = 2_000;
    private static final int MAX_NAME = 200;
    private static final int MAX_CODE = 100;
    private static final int MAX_CURSOR = 4_000;
    private static final int MAX_SETTINGS = 4 * 1_048_576 + 4_096;
    private static final int MAX_SECRETS = 16_384;
    private static final int MAX_PARAMETERS = 262_144;

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "kind")
    private String kind;

    @Column(name = "source_identity")
    private String identity;

    /** Stands for kind and identity in a unique index: an identity can be too long for one. */
    @Column(name = "identity_digest")
    private String identityDigest;

    @Column(name = "name")
    private String name;

    @Column(name = "settings")
    private byte[] settings;

    @Column(name = "secret_settings")
    private byte @Nullable [] secretSettings;

    @Column(name = "enabled")
    private boolean enabled;

    @Column(name = "created_at")
    private long createdAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "source_state")
    private SourceState state;

    @Column(name = "since")
    private long since;

    @Column(name = "last_success")
    private @Nullable Long lastSuccess;

    @Column(name = "next_attempt")
    private @Nullable Long nextAttempt;

    @Column(name = "reason_code")
    private @Nullable String reasonCode;

    @Column(name = "reason_parameters")
    private byte @Nullable [] reasonParameters;

    @Column(name = "sync_cursor")
    private String cursor;

    @Column(name = "failures")
    private int failures;

    @Column(name = "packages")
    private long packages;

    @Column(name = "advisories")
    private long advisories;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    SourceEntity() {}

    @SuppressWarnings("NullAway.Init") // the rest is filled by the two calls
    SourceEntity(Configuration configuration) {
        this.id = Texts.storable(configuration.id(), MAX_ID, "id of a source");
        this.kind = Texts.storable(configuration.kind(), MAX_KIND, "kind of a source");
        this.identity = Texts.storable(configuration.identity(), MAX_IDENTITY, "identity of a source");
        this.identityDigest = identityDigest(configuration);
        this.createdAt = Times.toStored(configuration.createdAt());
        configure(configuration);
        record(Condition.fresh(configuration.createdAt()));
    }

    static String identityDigest(Configuration configuration) {
        String text = configuration.kind() + '\0' + configuration.identity();
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    void configure(Configuration configuration) {
        name = Texts.storable(configuration.name(), MAX_NAME, "name of a source");
        settings = Texts.storable(Packed.map(configuration.settings()), MAX_SETTINGS, "settings of a source");
        secretSettings = Texts.storable(
                Packed.list(configuration.secretSettings().stream().sorted().toList()),
                MAX_SECRETS,
                "secret settings of a source");
        enabled = configuration.enabled();
    }

    void record(Condition condition) {
        state = condition.state();
        since = Times.toStored(condition.since());
        lastSuccess = Times.toStored(condition.lastSuccess());
        nextAttempt = Times.toStored(condition.nextAttempt());
        reasonCode =
                condition.reason().map(Reason::code).map(SourceEntity::code).orElse(null);
        reasonParameters = condition
                .reason()
                .map(Reason::parameters)
                .map(SourceEntity::parameters)
                .orElse(null);
        cursor = Texts.storable(condition.cursor(), MAX_CURSOR, "cursor of a source");
        failures = condition.failures();
        packages = condition.packages();
        advisories = condition.advisories();
    }

    Stored toStored() {
        return new Stored(
                new Configuration(
                        id,
                        kind,
                        identity,
                        name,
                        Packed.map(settings),
                        secrets(),
                        enabled,
                        Times.fromStored(createdAt)),
                new Condition(
                        state,
                        Times.fromStored(since),
                        Times.optionalFromStored(lastSuccess),
                        Times.optionalFromStored(nextAttempt),
                        reason(),
                        cursor,
                        failures,
                        packages,
                        advisories));
    }

    /** All of them, where the source was configured before anybody wrote down which. */
    private Set<String> secrets() {
        return secretSettings == null ? Packed.map(settings).keySet() : Set.copyOf(Packed.list(secretSettings));
    }

    private Optional<Reason> reason() {
        return reasonCode == null || reasonParameters == null
                ? Optional.empty()
                : Optional.of(new Reason(reasonCode, Packed.map(reasonParameters)));
    }

    private static String code(String code) {
        return Texts.storable(code, MAX_CODE, "reason of a source");
    }

    private static byte[] parameters(Map<String, String> parameters) {
        return Texts.storable(Packed.map(parameters), MAX_PARAMETERS, "reason of a source");
    }
}
