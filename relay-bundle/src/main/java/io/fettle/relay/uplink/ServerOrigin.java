package io.fettle.relay.uplink;

import io.fettle.api.Digest;
import io.fettle.member.Transport;
import io.fettle.member.UnexpectedStatusException;
import io.fettle.protocol.Wire;
import io.fettle.spi.content.BusyOriginException;
import io.fettle.spi.content.ContentOrigin;
import java.io.IOException;
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
        public long size() throws IOException {
            return asked(() -> uplink.size(path));
        }

        @Override
        public String name() {
            return "server" + path;
        }

        @Override
        public Body open(long offset) throws IOException {
            Transport.Body body = asked(() -> uplink.get(path, offset));
            return new Body(body.offset(), body.stream());
        }

        private static <T> T asked(Question<T> question) throws IOException {
            try {
                return question.ask();
            } catch (UnexpectedStatusException e) {
                if (e.retryAfter().isPresent()) {
                    throw new BusyOriginException(e.retryAfter().get(), e);
                }
                throw e;
            }
        }
    }

    private interface Question<T> {
        T ask() throws IOException;
    }
}
