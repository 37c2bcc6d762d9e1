package io.fettle.relay.uplink;

import io.fettle.member.HttpsTransport;
import io.fettle.member.ServerAddress;
import io.fettle.member.Transport;
import io.fettle.member.UnexpectedStatusException;
import io.fettle.relay.trust.Membership;
import io.fettle.relay.trust.RelaySettings;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** HTTPS to the server, over whichever of its addresses answers; the last good one is tried first. Thread-safe. */
@Component(service = Uplink.class)
public final class Uplink {
    private final Transport transport;
    private final List<ServerAddress> servers;
    private volatile int current;

    @Activate
    public Uplink(@Reference Membership membership, @Reference RelaySettings settings) {
        this(new HttpsTransport(membership.uplinkTls()), settings.servers());
    }

    Uplink(Transport transport, List<ServerAddress> servers) {
        this.transport = transport;
        this.servers = List.copyOf(servers);
    }

    byte[] post(String path, String type, byte[] body, int maxAnswer) throws IOException {
        return over(server -> transport.post(server, path, type, body, maxAnswer));
    }

    Transport.Body get(String path, long offset) throws IOException {
        return over(server -> transport.get(server, path, offset));
    }

    long size(String path) throws IOException {
        return over(server -> transport.size(server, path));
    }

    private <T> T over(Call<T> call) throws IOException {
        IOException last = new IOException("No server is configured; set fettle.relay.servers to host:port");
        int first = current;
        for (int i = 0; i < servers.size(); i++) {
            int index = (first + i) % servers.size();
            try {
                T answer = call.on(servers.get(index));
                current = index;
                return answer;
            } catch (UnexpectedStatusException e) {
                throw e; // it answered: another address of the same server says the same
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private interface Call<T> {
        T on(ServerAddress server) throws IOException;
    }
}
