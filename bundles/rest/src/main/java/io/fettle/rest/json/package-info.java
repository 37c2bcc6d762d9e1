/**
 * JSON in and out, within bounds; the only use of an object mapper.
 */
@NullMarked
package io.fettle.rest.json;

import org.jspecify.annotations.NullMarked;
