package io.fettle.rest.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fettle.api.identity.Accounts;
import io.fettle.api.identity.Role;
import io.fettle.rest.route.Means;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's account. */
public record AccountView(
        String name,
        Role role,

        @Means("Whether it sees all offices, those to come among them")
        boolean everything,

        @Means("Ids of the offices that it sees; empty where it sees everything")
        List<String> offices,

        @Means("Nobody can log in with it") boolean disabled,

        @Means("False while it has none but a one-time password")
        boolean passwordSet,

        Instant createdAt,

        @Means("Only in the answer that makes the account, where that chose no password")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String oneTimePassword) {
    static AccountView of(Accounts.Account account) {
        return of(account, null);
    }

    static AccountView of(Accounts.Account account, @Nullable String oneTimePassword) {
        return new AccountView(
                account.name(),
                account.role(),
                account.scope().everything(),
                account.scope().offices().stream().sorted().toList(),
                account.disabled(),
                account.passwordSet(),
                account.createdAt(),
                oneTimePassword);
    }

    /** Keeps the password out of every log. */
    @Override
    public String toString() {
        return "AccountView " + name;
    }
}
