package io.fettle.security.enrolment;

import io.fettle.api.trust.Network;
import io.fettle.api.trust.Signer;
import io.fettle.protocol.EnrolReply;
import java.time.Clock;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts the reply to a new member together. Thread-safe. */
@Component(service = Welcome.class)
public final class Welcome {
    private final Signer signer;
    private final Network network;

    @Activate
    public Welcome(@Reference Signer signer, @Reference Network network) {
        this.signer = signer;
        this.network = network;
    }

    EnrolReply reply(String id, List<byte[]> chain, boolean quarantined, Clock clock) {
        return new EnrolReply(
                id,
                chain,
                signer.chain().stream().map(Certifier::encoded).toList(),
                network.serverAddresses(),
                quarantined,
                clock.instant());
    }
}
