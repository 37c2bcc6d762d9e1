package io.fettle.relay.uplink;

import io.fettle.api.FettleException;
import io.fettle.api.exchange.Enrolment;
import io.fettle.member.UnexpectedStatusException;
import io.fettle.protocol.Wire;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Passes on who asks to join; the token is proved in the request, not shown, so there is nothing here to steal. */
@Component
public final class RelayEnrolment implements Enrolment {
    private static final int MAX_REPLY = 256 * 1024;

    private final Uplink uplink;

    @Activate
    public RelayEnrolment(@Reference Uplink uplink) {
        this.uplink = uplink;
    }

    @Override
    public byte[] enrol(byte[] request, Origin origin) {
        try {
            return uplink.post(Wire.RELAY_ENROL, "application/json", request, MAX_REPLY);
        } catch (UnexpectedStatusException e) {
            throw new FettleException(
                    UplinkError.REFUSED_BY_SERVER, "The server refused an enrolment with status " + e.status(), e);
        } catch (IOException e) {
            throw new FettleException(UplinkError.SERVER_AWAY, "The server cannot be reached now; try again later", e);
        }
    }
}
