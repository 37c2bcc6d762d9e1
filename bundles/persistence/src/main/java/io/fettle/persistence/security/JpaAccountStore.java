package io.fettle.persistence.security;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.identity.Role;
import io.fettle.persistence.Database;
import io.fettle.persistence.StoreCode;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import io.fettle.spi.store.AccountStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The accounts in the database. */
@Component
public final class JpaAccountStore implements AccountStore {
    private static final String ALL = "select a from Account a order by a.name";
    private static final String REPLACE_PASSWORD = "update Account a set a.passwordHash = :hash, a.state = :state,"
            + " a.validUntil = :validUntil where a.name = :name and a.passwordHash = :expected";

    private final Database database;

    @Activate
    public JpaAccountStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<AccountRow> list() {
        return database.read(em -> em.createQuery(ALL, AccountEntity.class).getResultList().stream()
                .map(AccountEntity::toRow)
                .toList());
    }

    @Override
    public Optional<AccountRow> find(String name) {
        return database.read(em -> Optional.ofNullable(em.find(AccountEntity.class, name)))
                .map(AccountEntity::toRow);
    }

    /** Two at once are told apart by the primary key, so the look before it is only the cheap way. */
    @Override
    public boolean insert(AccountRow account) {
        AccountEntity added = new AccountEntity(account);
        try {
            return database.writeAndReturn(unit -> {
                if (unit.em().find(AccountEntity.class, account.name()) != null) {
                    return false;
                }
                unit.em().persist(added);
                return true;
            });
        } catch (FettleException e) {
            if (e.code() == StoreCode.STORE_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean replacePassword(
            String name, String expectedHash, String hash, PasswordState state, Optional<Instant> validUntil) {
        String storable = Texts.storable(hash, AccountEntity.MAX_HASH, "password hash");
        return database.writeAndReturn(unit -> unit.em()
                        .createQuery(REPLACE_PASSWORD)
                        .setParameter("hash", storable)
                        .setParameter("state", state)
                        .setParameter("validUntil", Times.toStored(validUntil))
                        .setParameter("name", name)
                        .setParameter("expected", expectedHash)
                        .executeUpdate()
                == 1);
    }

    @Override
    public boolean replaceRights(String name, Role role, Scope scope, boolean disabled) {
        return database.writeAndReturn(unit -> {
            AccountEntity account = unit.em().find(AccountEntity.class, name);
            if (account == null) {
                return false;
            }
            account.setRights(role, scope, disabled);
            return true;
        });
    }

    @Override
    public boolean remove(String name) {
        return database.writeAndReturn(unit -> {
            AccountEntity account = unit.em().find(AccountEntity.class, name);
            if (account == null) {
                return false;
            }
            unit.em().remove(account);
            return true;
        });
    }
}
