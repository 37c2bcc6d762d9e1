/**
 * Describes the API to machines, from the same classes that answer.
 */
@NullMarked
package io.fettle.rest.openapi;

import org.jspecify.annotations.NullMarked;
