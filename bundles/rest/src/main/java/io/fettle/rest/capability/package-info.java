/**
 * Access to capabilities that may come and go while the API stays.
 */
@NullMarked
package io.fettle.rest.capability;

import org.jspecify.annotations.NullMarked;
