package io.fettle.persistence.security;

import io.fettle.api.identity.Role;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import io.fettle.spi.store.AccountStore.AccountRow;
import io.fettle.spi.store.AccountStore.PasswordState;
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

    @Id
    @Column(name = "name")
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "account_role")
    private Role role;

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
        this.role = row.role();
        this.passwordHash = Texts.storable(row.passwordHash(), MAX_HASH, "password hash");
        this.state = row.state();
        this.validUntil = Times.toStored(row.validUntil());
        this.createdAt = Times.toStored(row.createdAt());
    }

    AccountRow toRow() {
        return new AccountRow(
                name, role, passwordHash, state, Times.optionalFromStored(validUntil), Times.fromStored(createdAt));
    }
}
