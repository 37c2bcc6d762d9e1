/**
 * Missing patches over the fleet.
 */
@NullMarked
package io.fettle.rest.patch;

import org.jspecify.annotations.NullMarked;
