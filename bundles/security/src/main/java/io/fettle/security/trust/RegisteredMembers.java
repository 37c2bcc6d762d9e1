package io.fettle.security.trust;

import io.fettle.api.trust.Members;
import io.fettle.api.trust.PeerRole;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Approves and revokes in the register. Thread-safe. */
@Component
public final class RegisteredMembers implements Members {
    private final KeyRegister register;

    @Activate
    public RegisteredMembers(@Reference KeyRegister register) {
        this.register = register;
    }

    @Override
    public void approve(PeerRole role, String id) {
        register.approve(role, id);
    }

    @Override
    public void revoke(PeerRole role, String id) {
        register.revoke(role, id);
    }
}
