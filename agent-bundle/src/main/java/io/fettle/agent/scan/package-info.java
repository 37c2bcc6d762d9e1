/** Finds out what is installed, how apt is set up and what apt itself would upgrade now; needs no privilege. */
@NullMarked
package io.fettle.agent.scan;

import org.jspecify.annotations.NullMarked;
