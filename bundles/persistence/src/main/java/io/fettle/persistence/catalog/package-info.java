/** Keeps sources, and what each of them contributes to the newest catalog revision. */
@NullMarked
package io.fettle.persistence.catalog;

import org.jspecify.annotations.NullMarked;
