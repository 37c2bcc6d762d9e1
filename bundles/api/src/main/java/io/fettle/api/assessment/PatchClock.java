package io.fettle.api.assessment;

import java.time.LocalDate;
import java.util.Optional;

/**
 * How long one computer has been missing a patch, and until when it may. Days are those of UTC.
 *
 * @param firstSeen the later of two days: since when the patch, or one before it that would have mended the computer, is known
 *     to be missing, and since when the computer has the package
 * @param due the last day on which it may be missing; empty where it is never due, as it is not about security
 * @param overdue whether that day is past; what is declined for the computer is not overdue
 */
public record PatchClock(LocalDate firstSeen, Optional<LocalDate> due, boolean overdue) {}
