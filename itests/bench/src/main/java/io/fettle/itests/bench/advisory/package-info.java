/** How long a new advisory takes from the feed to the API's answer. */
@NullMarked
package io.fettle.itests.bench.advisory;

import org.jspecify.annotations.NullMarked;
