/** Keeps what evaluation has to say only once, and by which rules the fleet is judged. */
@NullMarked
package io.fettle.persistence.assessment;

import org.jspecify.annotations.NullMarked;
