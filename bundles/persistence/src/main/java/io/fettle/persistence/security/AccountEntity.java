package io.fettle.persistence.security;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.identity.Role;
import io.fettle.persistence.Packed;
import io.fettle.persistence.StoreCode;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import io.fettle.spi.store.AccountStore.AccountRow;
import io.fettle.spi.store.AccountStore.PasswordState;
import java.util.Set;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "Account")
@Table(name = "account")
class AccountEntity {
    static final int MAX_NAME = 64;
    static final int MAX_HASH = 300;
    private static final int MAX_OFFICES = 1_000;
    private static final int MAX_SCOPE = 65_536;

    @Id
    @Column(name = "name")
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "account_role")
    private Role role;

    @Column(name = "sees_everything")
    private boolean seesEverything;

    @Column(name = "offices")
    private byte @Nullable [] offices;

    @Column(name = "disabled")
    private boolean disabled;

    @Column(name = "password_hash")
    private String passwordHash;

    @Enumerated(EnumType.STRING)
    @Column(name = "password_state")
    private PasswordState state;

    @Column(name = "valid_until")
    private @Nullable Long validUntil;

    @Column(name = "created_at")
    private long createdAt;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    AccountEntity() {}

    AccountEntity(AccountRow row) {
        this.name = Texts.storable(row.name(), MAX_NAME, "name of an account");
        setRights(row.role(), row.scope(), row.disabled());
        this.passwordHash = Texts.storable(row.passwordHash(), MAX_HASH, "password hash");
        this.state = row.state();
        this.validUntil = Times.toStored(row.validUntil());
        this.createdAt = Times.toStored(row.createdAt());
    }

    final void setRights(Role role, Scope scope, boolean disabled) {
        this.role = role;
        this.seesEverything = scope.everything();
        this.offices = scope.everything() ? null : packed(scope.offices());
        this.disabled = disabled;
    }

    private static byte[] packed(Set<String> offices) {
        if (offices.size() > MAX_OFFICES) {
            throw new FettleException(
                    StoreCode.STORE_OUT_OF_BOUNDS, "An account's scope has at most " + MAX_OFFICES + " offices");
        }
        return Texts.storable(Packed.list(offices.stream().sorted().toList()), MAX_SCOPE, "scope of an account");
    }

    AccountRow toRow() {
        return new AccountRow(
                name,
                role,
                scope(),
                disabled,
                passwordHash,
                state,
                Times.optionalFromStored(validUntil),
                Times.fromStored(createdAt));
    }

    private Scope scope() {
        if (seesEverything) {
            return Scope.all();
        }
        return Scope.ofOffices(offices == null ? Set.of() : Set.copyOf(Packed.list(offices)));
    }
}
