/**
 * Lists in pages, with the path of the next one.
 */
@NullMarked
package io.fettle.rest.list;

import org.jspecify.annotations.NullMarked;
