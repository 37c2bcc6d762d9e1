package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.enrolment.EnrolmentToken;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.PeerRole;
import io.fettle.spi.store.EnrolmentTokenStore;
import io.fettle.spi.store.EnrolmentTokenStore.TokenRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link EnrolmentTokenStore} keeps to. */
public abstract class EnrolmentTokenStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final Instant EXPIRY = NOW.plus(Duration.ofDays(1));
    private static final int THREADS = 8;

    private EnrolmentTokenStore store;

    /** Empty. */
    protected abstract EnrolmentTokenStore freshStore();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void tokensComeBackAsInserted() {
        EnrolmentToken token = new EnrolmentToken(
                "t1",
                PeerRole.RELAY,
                "head-office",
                List.of("servers", "b\u00e9ta"),
                true,
                3,
                NOW,
                EXPIRY,
                Optional.empty(),
                "admin",
                List.of("relay.example", "192.0.2.1"));

        store.insert(new TokenRow(token, new byte[] {0, 1, -1}));

        TokenRow found = store.find("t1").orElseThrow();
        assertThat(found.token()).isEqualTo(token);
        assertThat(found.proofKey()).containsExactly(0, 1, -1);
        assertThat(store.find("t2")).isEmpty();
    }

    @Test
    public void anIdIsTakenOnce() {
        store.insert(token("t", 1, NOW));

        assertThatThrownBy(() -> store.insert(token("t", 5, NOW))).isInstanceOf(FettleException.class);

        assertThat(usesLeft("t")).isEqualTo(1);
    }

    @Test
    public void aScopeSeesTheTokensOfItsOffices() {
        store.insert(tokenOf("north", "t1"));
        store.insert(tokenOf("south", "t2"));
        store.insert(tokenOf("north", "t3"));

        Page<EnrolmentToken> north = store.page(Scope.ofOffices(Set.of("north", "west")), PageRequest.first(1));
        assertThat(north.items()).extracting(EnrolmentToken::officeId).containsExactly("north");
        assertThat(north.total()).isEqualTo(2);
        Page<EnrolmentToken> nothing = store.page(Scope.ofOffices(Set.of()), PageRequest.first(9));
        assertThat(nothing.items()).isEmpty();
        assertThat(nothing.total()).isZero();
    }

    private static TokenRow tokenOf(String office, String id) {
        return new TokenRow(
                new EnrolmentToken(
                        id,
                        PeerRole.AGENT,
                        office,
                        List.of(),
                        true,
                        1,
                        NOW,
                        EXPIRY,
                        Optional.empty(),
                        "admin",
                        List.of()),
                new byte[] {1});
    }

    @Test
    public void pagesShowTheNewestFirst() {
        for (int i = 0; i < 5; i++) {
            store.insert(token("t" + i, 1, NOW.plusSeconds(i)));
        }

        Page<EnrolmentToken> page = store.page(Scope.all(), new PageRequest(1, 2));

        assertThat(page.total()).isEqualTo(5);
        assertThat(page.items()).extracting(EnrolmentToken::id).containsExactly("t3", "t2");
    }

    @Test
    public void theFirstRevocationCounts() {
        store.insert(token("t", 2, NOW));

        assertThat(store.revoke("unknown", NOW)).isFalse();
        assertThat(store.revoke("t", NOW)).isTrue();
        assertThat(store.revoke("t", NOW.plusSeconds(9))).isTrue();

        assertThat(store.find("t").orElseThrow().token().revokedAt()).contains(NOW);
        assertThat(store.claim("t", key("k"), "c", NOW)).isEmpty();
    }

    @Test
    public void aClaimUsesUpOne() {
        store.insert(token("t", 2, NOW));

        assertThat(store.claim("t", key("a"), "c1", NOW)).contains("c1");
        assertThat(store.claim("t", key("a"), "other", NOW)).contains("c1");
        assertThat(usesLeft("t")).isEqualTo(1);

        assertThat(store.claim("t", key("b"), "c2", NOW)).contains("c2");
        assertThat(store.claim("t", key("c"), "c3", NOW)).isEmpty();
        assertThat(store.claim("t", key("b"), "c4", NOW)).contains("c2");
        assertThat(usesLeft("t")).isZero();
    }

    @Test
    public void nothingIsClaimedOfAnUnknownOrExpiredToken() {
        store.insert(token("t", 2, NOW));
        store.claim("t", key("a"), "c1", NOW);

        assertThat(store.claim("u", key("a"), "c1", NOW)).isEmpty();
        assertThat(store.claim("t", key("b"), "c2", EXPIRY)).isEmpty();
        assertThat(store.claim("t", key("a"), "c1", EXPIRY)).isEmpty();
        assertThat(usesLeft("t")).isEqualTo(1);
    }

    @Test
    public void aReleasedClaimCanBeUsedAgain() {
        store.insert(token("t", 1, NOW));
        store.claim("t", key("a"), "c1", NOW);

        store.release("t", key("b"));
        store.release("unknown", key("a"));
        assertThat(usesLeft("t")).isZero();

        store.release("t", key("a"));
        store.release("t", key("a"));
        assertThat(usesLeft("t")).isEqualTo(1);
        assertThat(store.claim("t", key("b"), "c2", NOW)).contains("c2");
    }

    @Test
    public void manyKeysAtOnceGetExactlyAsManyClaimsAsThereAreUses() throws Exception {
        store.insert(token("t", 3, NOW));

        List<Optional<String>> claims = Parallel.run(THREADS, i -> () -> store.claim("t", key("k" + i), "c" + i, NOW));

        assertThat(claims.stream().filter(Optional::isPresent)).hasSize(3);
        assertThat(usesLeft("t")).isZero();
    }

    @Test
    public void oneKeyAtOnceUsesUpOne() throws Exception {
        store.insert(token("t", 3, NOW));

        List<Optional<String>> claims = Parallel.run(THREADS, i -> () -> store.claim("t", key("k"), "c" + i, NOW));

        assertThat(claims).doesNotContain(Optional.empty());
        assertThat(claims.stream().distinct()).hasSize(1);
        assertThat(usesLeft("t")).isEqualTo(2);
    }

    private int usesLeft(String id) {
        return store.find(id).orElseThrow().token().usesLeft();
    }

    private static TokenRow token(String id, int uses, Instant createdAt) {
        return new TokenRow(
                new EnrolmentToken(
                        id,
                        PeerRole.AGENT,
                        "head-office",
                        List.of(),
                        false,
                        uses,
                        createdAt,
                        EXPIRY,
                        Optional.empty(),
                        "admin",
                        List.of()),
                new byte[32]);
    }

    private static KeyId key(String name) {
        return new KeyId(Digest.of(name.getBytes(StandardCharsets.UTF_8)));
    }
}
