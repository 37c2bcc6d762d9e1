package io.fettle.member;

import io.fettle.api.FettleException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server or relay is reached. An IPv6 address stands in brackets. */
public record ServerAddress(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9]([A-Za-z0-9.-]{0,252}))(?::(\\d{1,5}))");
    private static final int MAX_SHOWN = 200;
    private static final int MAX_PORT = 65_535;

    public ServerAddress {
        if (port < 1 || port > MAX_PORT) {
            throw new FettleException(MemberError.BAD_ADDRESS, "No such port: " + port);
        }
    }

    public static ServerAddress parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new FettleException(
                    MemberError.BAD_ADDRESS,
                    "A server's address looks like host:port, not "
                            + text.substring(0, Math.min(text.length(), MAX_SHOWN)));
        }
        return new ServerAddress(form.group(1), Integer.parseInt(form.group(3)));
    }

    URI https(String path) {
        return URI.create("https://" + host + ":" + port + path);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
