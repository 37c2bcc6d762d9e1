/** Starts the distributions as an admin does and looks at their processes from outside, so nothing measures itself. */
@NullMarked
package io.fettle.itests.bench.program;

import org.jspecify.annotations.NullMarked;
