/**
 * The dashboard: figures from several capabilities in one answer.
 */
@NullMarked
package io.fettle.rest.summary;

import org.jspecify.annotations.NullMarked;
