/** Keeps what evaluation has to say only once. */
@NullMarked
package io.fettle.persistence.assessment;

import org.jspecify.annotations.NullMarked;
