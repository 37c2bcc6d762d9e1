/** The tools of the rpm families, for tests that hold our judgement against theirs. */
@NullMarked
package io.fettle.testkit.rpm;

import org.jspecify.annotations.NullMarked;
