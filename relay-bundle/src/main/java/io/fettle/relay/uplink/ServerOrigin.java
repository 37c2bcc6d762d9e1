package io.fettle.relay.uplink;

import io.fettle.api.Digest;
import io.fettle.member.Transport;
import io.fettle.protocol.Wire;
import io.fettle.spi.content.ContentOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Everything that this office may want, the server has or can get. Thread-safe. */
@Component
public final class ServerOrigin implements ContentOrigin {
    private final Uplink uplink;

    @Activate
    public ServerOrigin(@Reference Uplink uplink) {
        this.uplink = uplink;
    }

    @Override
    public Optional<Location> locate(Digest digest) {
        return Optional.of(new AtServer(uplink, Wire.CONTENT + digest.hex()));
    }

    private record AtServer(Uplink uplink, String path) implements Location {
        /** Asks the server; a digest alone does not tell. */
        @Override
        public long size() {
            try {
                return uplink.size(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String name() {
            return "server" + path;
        }

        @Override
        public Body open(long offset) throws IOException {
            Transport.Body body = uplink.get(path, offset);
            return new Body(body.offset(), body.stream());
        }
    }
}
