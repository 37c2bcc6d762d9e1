package io.fettle.rest.office;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An office. @param relay id of its distribution server, null where it has none */
public record OfficeView(
        String id,
        String name,
        List<String> networks,
        String timeZone,
        @Nullable Long computers,
        @Nullable String relay) {}
