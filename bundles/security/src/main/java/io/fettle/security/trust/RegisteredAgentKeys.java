package io.fettle.security.trust;

import io.fettle.api.trust.AgentKeys;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.PeerRole;
import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The agents' part of the register. A key whose certificate is out of date is no agent's key. Thread-safe. */
@Component
public final class RegisteredAgentKeys implements AgentKeys {
    private final KeyRegister register;
    private final Clock clock;

    @Activate
    public RegisteredAgentKeys(@Reference KeyRegister register) {
        this(register, Clock.systemUTC());
    }

    public RegisteredAgentKeys(KeyRegister register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    @Override
    public Optional<AgentKey> find(KeyId key) {
        return register.find(key)
                .filter(known -> known.role() == PeerRole.AGENT)
                .filter(known -> clock.instant().isBefore(known.notAfter()))
                .map(known -> new AgentKey(key, known.publicKey(), known.subjectId(), state(key)));
    }

    private State state(KeyId key) {
        if (register.isRevoked(key)) {
            return State.REVOKED;
        }
        return register.isApproved(key) ? State.ACTIVE : State.QUARANTINED;
    }
}
