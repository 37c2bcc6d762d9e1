package io.fettle.source.example;

import io.fettle.api.advisory.Advisory;
import java.time.Instant;
import java.util.List;

/** One edition of the vendor's file, read and checked to its end. */
record ExampleFeed(Instant published, List<Advisory> advisories) {
    ExampleFeed {
        advisories = List.copyOf(advisories);
    }
}
