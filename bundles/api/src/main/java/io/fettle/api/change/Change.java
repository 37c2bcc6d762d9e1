package io.fettle.api.change;

import java.time.Instant;

/** One row of the change log. Revisions grow; they may have gaps. */
public record Change(long revision, Topic topic, String subject, Instant at) {}
