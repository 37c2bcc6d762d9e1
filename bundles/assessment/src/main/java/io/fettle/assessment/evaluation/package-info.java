/**
 * One catalog revision laid over the fleet: every item judged once for each kind of computer, columns of who misses a patch,
 * counts of each computer; made whole at start, then kept by what changed.
 */
@NullMarked
package io.fettle.assessment.evaluation;

import org.jspecify.annotations.NullMarked;
