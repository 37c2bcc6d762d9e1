/** Attacks on a whole company in one process: what is refused, by whom, and where that stands afterwards. */
@NullMarked
package io.fettle.itests.refusals;

import org.jspecify.annotations.NullMarked;
