/**
 * The configured feeds.
 */
@NullMarked
package io.fettle.rest.source;

import org.jspecify.annotations.NullMarked;
