/**
 * What was done and tried, for reading.
 */
@NullMarked
package io.fettle.rest.audit;

import org.jspecify.annotations.NullMarked;
