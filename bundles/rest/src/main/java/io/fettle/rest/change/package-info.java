/**
 * Live news for browsers: the change log as server-sent events.
 */
@NullMarked
package io.fettle.rest.change;

import org.jspecify.annotations.NullMarked;
