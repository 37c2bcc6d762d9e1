/** Runs checks: seeds, directories, verdicts and how to reproduce them. */
@NullMarked
package io.fettle.itests.check.run;

import org.jspecify.annotations.NullMarked;
