/** What a distribution server promises when it is killed while its line to head office is bad. */
@NullMarked
package io.fettle.itests.check.relay;

import org.jspecify.annotations.NullMarked;
