package io.fettle.persistence.security;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.enrolment.EnrolmentToken;
import io.fettle.api.trust.KeyId;
import io.fettle.persistence.Database;
import io.fettle.spi.store.EnrolmentTokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Enrolment tokens in the database. Whatever counts uses holds the lock of the token's row. */
@Component
public final class JpaEnrolmentTokenStore implements EnrolmentTokenStore {
    /** The first condition alone decides for who sees everything; JPQL wants a list for the second all the same. */
    private static final String VISIBLE = " from Token t where :everything = true or t.officeId in :offices";

    private static final String PAGE = "select t" + VISIBLE + " order by t.createdAt desc, t.id";
    private static final String COUNT = "select count(t)" + VISIBLE;

    private final Database database;

    @Activate
    public JpaEnrolmentTokenStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(TokenRow token) {
        TokenEntity added = new TokenEntity(token);
        database.write(unit -> unit.em().persist(added));
    }

    @Override
    public Optional<TokenRow> find(String id) {
        return database.read(em -> Optional.ofNullable(em.find(TokenEntity.class, id)))
                .map(TokenEntity::toRow);
    }

    @Override
    public Page<EnrolmentToken> page(Scope scope, PageRequest page) {
        return database.read(em -> {
            List<TokenEntity> items = seen(em.createQuery(PAGE, TokenEntity.class), scope)
                    .setFirstResult(page.offset())
                    .setMaxResults(page.limit())
                    .getResultList();
            return new Page<>(
                            items,
                            seen(em.createQuery(COUNT, Long.class), scope).getSingleResult())
                    .map(TokenEntity::toToken);
        });
    }

    @Override
    public boolean revoke(String id, Instant at) {
        return database.writeAndReturn(unit -> {
            Optional<TokenEntity> token = locked(unit.em(), id);
            token.ifPresent(found -> found.revoke(at));
            return token.isPresent();
        });
    }

    @Override
    public Optional<String> claim(String tokenId, KeyId key, String subjectId, Instant now) {
        return database.writeAndReturn(unit -> locked(unit.em(), tokenId)
                .filter(token -> token.openAt(now))
                .flatMap(token -> {
                    ClaimEntity claimed = unit.em().find(ClaimEntity.class, ClaimEntity.idOf(tokenId, key));
                    if (claimed != null) {
                        return Optional.of(claimed.subjectId());
                    }
                    if (!token.takeUse()) {
                        return Optional.<String>empty();
                    }
                    ClaimEntity added = new ClaimEntity(tokenId, key, subjectId);
                    unit.em().persist(added);
                    return Optional.of(added.subjectId());
                }));
    }

    @Override
    public void release(String tokenId, KeyId key) {
        database.write(unit -> locked(unit.em(), tokenId).ifPresent(token -> {
            ClaimEntity claimed = unit.em().find(ClaimEntity.class, ClaimEntity.idOf(tokenId, key));
            if (claimed != null) {
                unit.em().remove(claimed);
                token.giveBackUse();
            }
        }));
    }

    private static <T> TypedQuery<T> seen(TypedQuery<T> query, Scope scope) {
        List<String> offices = scope.offices().isEmpty() ? List.of("") : List.copyOf(scope.offices());
        return query.setParameter("everything", scope.everything()).setParameter("offices", offices);
    }

    private static Optional<TokenEntity> locked(EntityManager em, String id) {
        return Optional.ofNullable(em.find(TokenEntity.class, id, LockModeType.PESSIMISTIC_WRITE));
    }
}
