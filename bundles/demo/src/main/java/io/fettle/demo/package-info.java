/**
 * A fleet that does not exist, for a look around and for trials. Numbers out of a seed decide everything about it; what
 * they decide goes in through the same doors as real data, so that what is shown is what a real fleet would show.
 */
@NullMarked
package io.fettle.demo;

import org.jspecify.annotations.NullMarked;
