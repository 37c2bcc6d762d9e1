/** A figure and how it is told: one place, so that every bench is read the same way. */
@NullMarked
package io.fettle.itests.bench.figure;

import org.jspecify.annotations.NullMarked;
