/** A catalog's parts in memory, put together by tests. */
@NullMarked
package io.fettle.testkit.catalog;

import org.jspecify.annotations.NullMarked;
