/**
 * What the endpoints are, read from their classes once: for access checks, for the description and for tests.
 */
@NullMarked
package io.fettle.rest.route;

import org.jspecify.annotations.NullMarked;
