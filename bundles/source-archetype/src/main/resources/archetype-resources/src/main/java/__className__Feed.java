package ${package};

import io.fettle.api.advisory.Advisory;
import java.time.Instant;
import java.util.List;

/** One edition of the vendor's file, read and checked to its end. */
record ${className}Feed(Instant published, List<Advisory> advisories) {
    ${className}Feed {
        advisories = List.copyOf(advisories);
    }
}
