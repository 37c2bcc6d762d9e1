package io.fettle.rest.list;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path of this API with the parameters that its endpoint understood; what it did not understand is never repeated. */
public final class Link {
    private final StringBuilder text;
    private char separator = '?';

    private Link(String path) {
        text = new StringBuilder(path);
    }

    /** @param path below {@code /api/v1}, of checked segments */
    public static Link to(String path) {
        return new Link("/api/v1" + path);
    }

    public Link with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(separator)
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
