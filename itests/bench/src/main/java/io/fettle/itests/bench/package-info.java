/** What {@code ./fettle bench} starts: finds the bench by its name and prints its figures. */
@NullMarked
package io.fettle.itests.bench;

import org.jspecify.annotations.NullMarked;
