/** A line between two offices that breaks when a test says so. */
@NullMarked
package io.fettle.testkit.wan;

import org.jspecify.annotations.NullMarked;
