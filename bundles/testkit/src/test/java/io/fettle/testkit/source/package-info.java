/** Whether the contract of patch sources notices those that break it. */
@NullMarked
package io.fettle.testkit.source;

import org.jspecify.annotations.NullMarked;
