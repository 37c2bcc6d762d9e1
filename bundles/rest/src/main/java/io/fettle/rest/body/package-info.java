/** Reads and writes the JSON bodies of requests and answers, and says what is wrong with one. */
@NullMarked
package io.fettle.rest.body;

import org.jspecify.annotations.NullMarked;
