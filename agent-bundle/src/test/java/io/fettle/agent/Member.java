package io.fettle.agent;

import io.fettle.member.HttpsTransport;
import io.fettle.member.Identity;
import io.fettle.member.Joining;
import io.fettle.member.OrdersTrust;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.RevokedKeys;
import io.fettle.member.TlsContexts;
import io.fettle.member.Transport;
import io.fettle.protocol.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** A computer that joined a fake server. */
public final class Member {
    public final PrivateDirectory state;
    public final Identity identity;
    public final RevokedKeys revoked;
    public final OrdersTrust trust;
    public final Transport transport;

    public Member(FakeServer server, Path directory, Clock clock) throws IOException {
        state = PrivateDirectory.at(directory);
        state.write("enrol.token", server.token.text().getBytes(StandardCharsets.US_ASCII));
        identity = new Joining(state, "1", clock, new SecureRandom())
                .join(
                        (tls, request) -> new HttpsTransport(tls)
                                .post(server.address(), Wire.ENROL, "application/json", request, 100_000),
                        "host");
        revoked = new RevokedKeys(state.child("trust"));
        trust = new OrdersTrust(identity, state.child("trust"));
        transport = new HttpsTransport(TlsContexts.of(identity, revoked));
    }
}
