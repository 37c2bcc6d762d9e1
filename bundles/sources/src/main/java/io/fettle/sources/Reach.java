package io.fettle.sources;

import io.fettle.api.FettleException;
import io.fettle.api.source.SourceError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;

/**
 * How far a source may reach: what a vendor says, or whoever suggested it, must not make the server read what only the
 * server can, such as its own services, the company's network or a cloud's metadata.
 *
 * <p>A name is resolved here and once more to connect; the platform's resolver keeps its answer for half a minute, so that
 * both are the same.
 */
enum Reach {
    /** The internet's addresses only. */
    PUBLIC,
    /** An admin said that the repository lies in the own network: its own host may have any address, others may not. */
    PRIVATE;

    /** The setting that every kind of source has: {@code public}, or {@code private}. */
    static final String SETTING = "network";

    /** @throws FettleException INVALID_SOURCE for any other value */
    static Reach of(Map<String, String> settings) {
        String value = settings.getOrDefault(SETTING, "public");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "public" -> PUBLIC;
            case "private" -> PRIVATE;
            default ->
                throw new FettleException(
                        SourceError.INVALID_SOURCE,
                        "Setting network is \"public\" or \"private\", not \"" + value + '"');
        };
    }

    /**
     * @param root of the source
     * @param proxy through which the request goes; it resolves names that are not known here
     */
    void require(URI root, URI request, Proxy proxy) throws IOException {
        if (this == PRIVATE && request.getHost().equalsIgnoreCase(root.getHost())) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(request.getHost())) {
                if (!PublicAddress.is(address)) {
                    throw new PrivateAddressException(request.getHost(), address);
                }
            }
        } catch (UnknownHostException e) {
            if (proxy.type() == Proxy.Type.DIRECT) {
                throw e;
            }
        }
    }
}
