/** Keeps what was decided about patches. */
@NullMarked
package io.fettle.persistence.approval;

import org.jspecify.annotations.NullMarked;
